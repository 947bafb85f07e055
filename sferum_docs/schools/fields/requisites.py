"""What a school is called and how it is registered, and who signs."""

from __future__ import annotations

from sferum_docs.schools.fields.declaration import SchoolField, SheetHeading, ValueKind
from sferum_docs.schools.fields.person import EMAIL_HEADINGS
from sferum_docs.schools.model import SchoolKind, Sex

_FULL = ("полное наим", "полное назв", "полн наим", "наименование по уставу", "официальное наим", "наименование юридич")
_PLACES = ("населенн", "наименование населенн", "место издания", "село!", "город!")
_FOUNDERS_MAIL = tuple(
    phrase
    for mail in ("почта", "эл почта", "электронн почт", "e mail", "email", "адрес эл почты", "адрес электронн почты")
    for phrase in (f"{mail} учредител", f"учредител {mail}")
)
_STUDENTS = ("обучающ", "учащ", "ученик", "воспитанник", "контингент", "детей!", "число детей", "количество детей")
_KINDS = (
    (SchoolKind.SECONDARY, "средняя школа (СОШ)"),
    (SchoolKind.BASIC, "основная школа (ООШ)"),
    (SchoolKind.PRIMARY, "начальная школа (НОШ)"),
    (SchoolKind.GYMNASIUM, "гимназия"),
    (SchoolKind.LYCEUM, "лицей"),
    (SchoolKind.BOARDING, "школа-интернат"),
    (SchoolKind.KINDERGARTEN, "детский сад (ДОУ)"),
    (SchoolKind.EXTRA, "дополнительное образование (ДО)"),
    (SchoolKind.COLLEGE, "колледж, техникум (СПО)"),
    (SchoolKind.OFFICE, "управление образования"),
    (SchoolKind.OTHER, "иная организация"),
)

REQUISITES = (
    SchoolField(
        "inn", ValueKind.DIGITS, "ИНН", "ИНН", "10 цифр, например 0527001634",
        required=True, group="numbers", share=2, tag="инн",
        sheet=SheetHeading("ИНН", ("инн!", "идентификационный номер")),
    ),
    SchoolField(
        "kpp", ValueKind.DIGITS, "КПП", "КПП", "9 знаков, например 052701001", group="numbers", share=2, tag="кпп",
        sheet=SheetHeading("КПП", ("кпп!",)),
    ),
    SchoolField(
        "ogrn", ValueKind.DIGITS, "ОГРН", "ОГРН", "13 цифр", group="numbers", share=2, tag="огрн",
        sheet=SheetHeading("ОГРН", ("огрн!",)),
    ),
    SchoolField(
        "okpo", ValueKind.DIGITS, "ОКПО", "ОКПО", "8 цифр", group="numbers", share=2, tag="окпо",
        sheet=SheetHeading("ОКПО", ("окпо!",)),
    ),
    SchoolField(
        "full_name", ValueKind.ORGANISATION, "Полное наименование", "полное наименование по уставу",
        "Как в уставе, с видом учреждения", required=True, group="name", tag="полное",
        sheet=SheetHeading("Полное наименование", _FULL),
    ),
    SchoolField(
        "short_name", ValueKind.ORGANISATION, "Краткое наименование", "краткое наименование по уставу",
        "Например: МБОУ «Верхнереченская СОШ № 1»", required=True, group="name", tag="краткое",
        sheet=SheetHeading("Краткое наименование", ("кратк", "сокр")),
    ),
    SchoolField(
        "kind", ValueKind.CHOICE, "Вид организации", "вид: СОШ, ООШ, гимназия …",
        options=SchoolKind, captions=_KINDS, default=SchoolKind.SECONDARY, group="name", share=2, tag="вид",
        sheet=SheetHeading("Вид организации", ("вид!", "тип!")),
    ),
    SchoolField(
        "place", ValueKind.TEXT, "Место издания документов", "место издания приказов",
        "Например: с. Верхнереченское", required=True, group="name", share=2, tag="место",
        sheet=SheetHeading("Населённый пункт", _PLACES),
    ),
    SchoolField(
        "founder", ValueKind.ORGANISATION, "Учредитель", "учредитель",
        "Если его печатают в шапке приказа", group="name", tag="учредитель",
        sheet=SheetHeading("Учредитель", ("учредител",)),
    ),
    SchoolField(
        "founder_email", ValueKind.EMAIL, "Почта учредителя", "электронная почта учредителя",
        "Сюда программа предложит отправлять письма и приказы", limit=254, group="name", tag="почта_учредителя",
        sheet=SheetHeading("Почта учредителя", _FOUNDERS_MAIL),
    ),
    SchoolField(
        "address", ValueKind.TEXT, "Адрес", "адрес", group="contacts", tag="адрес",
        sheet=SheetHeading("Адрес", ("адрес", "юридический адрес", "почтовый адрес", "местонахожд", "место нахожд")),
    ),
    SchoolField(
        "phone", ValueKind.PHONE, "Телефон", "телефон, как записан", group="contacts", share=3, tag="телефон",
        sheet=SheetHeading("Телефон", ("телефон", "тел!", "контакт", "номер тел")),
    ),
    SchoolField(
        "email", ValueKind.EMAIL, "Электронная почта", "электронная почта", group="contacts", share=3, tag="почта",
        sheet=SheetHeading("Электронная почта", EMAIL_HEADINGS),
    ),
    SchoolField(
        "site", ValueKind.TEXT, "Сайт", "сайт", group="contacts", share=3, tag="сайт",
        sheet=SheetHeading("Сайт", ("сайт", "адрес сайт", "официальный сайт", "веб", "site!")),
    ),
    SchoolField(
        "students", ValueKind.COUNT, "Обучающихся", "сколько обучающихся",
        high=20_000, group="figures", share=2, tag="учеников",
        sheet=SheetHeading("Обучающихся", _STUDENTS),
    ),
    SchoolField(
        "teachers", ValueKind.COUNT, "Педагогических работников", "сколько учителей",
        high=2_000, group="figures", share=2, tag="учителей",
        sheet=SheetHeading("Педагогических работников", ("учител", "педагог", "пед работ", "педработ")),
    ),
    SchoolField(
        "profile_active", ValueKind.ANSWER, "Профиль школы на платформе активен",
        "активен ли профиль школы на платформе", group="figures", tag="профиль_активен", of_act=True,
    ),
)  # fmt: skip

_HEAD_AS_A_PERSON = (
    SchoolField(
        "name", ValueKind.TEXT, "Фамилия, имя, отчество", "фамилия, имя, отчество",
        "Полностью: Магомедова Патимат Гаджиевна", required=True, group="head", tag="фио",
    ),
    SchoolField(
        "post", ValueKind.TEXT, "Должность", "должность, под которой подписывает", "Со строчной буквы: директор",
        required=True, group="head", share=2, wide=True, tag="должность",
    ),
    SchoolField(
        "sex", ValueKind.CHOICE, "Пол", "пол; нужен, когда имя не говорит само",
        "Нужен для падежей. Обычно виден из отчества.", options=Sex,
        captions=(("", "по имени"), (Sex.MALE, "мужской"), (Sex.FEMALE, "женский")), group="head", share=2,
    ),
)  # fmt: skip
OF_HEAD = (  # what a head has beside a worker
    SchoolField(
        "acting", ValueKind.FLAG, "Исполняет обязанности руководителя", "исполняет ли обязанности",
        group="head", tag="исполняет_обязанности",
    ),
    SchoolField(
        "ground", ValueKind.TEXT, "На основании", "акт, по которому исполняет обязанности",
        "Приказ учредителя: приказ Управления образования от 01.09.2023 № 45-к", group="head", tag="основание",
    ),
)  # fmt: skip
HEAD = (*_HEAD_AS_A_PERSON, *OF_HEAD)
