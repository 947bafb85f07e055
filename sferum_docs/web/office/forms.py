"""Forms of the secretary's desk; what is typed is read here, the rules are asked in the services."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wtforms import BooleanField, FileField, SelectMultipleField, StringField
from wtforms.form import BaseForm

from sferum_docs.documents.requests.text_limits import limit_of
from sferum_docs.services.register.details import Details
from sferum_docs.web.current import current_acts, known_pack
from sferum_docs.web.forms.fields import DayField, OpenSelect, PageForm, leaves
from sferum_docs.web.forms.typed import read_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.reading.faults import Fault
    from sferum_docs.services.register.entries.file_list import FileOfPapers

_DIGITS = {"inputmode": "numeric"}


def limit_lengths(form: Any) -> None:
    """Gives every text of a form the bound that its service holds."""
    for field in leaves(form):
        if isinstance(field, StringField) and not isinstance(field, (DayField, OpenSelect)):
            field.render_kw = {**(field.render_kw or {}), "maxlength": limit_of(field.short_name)}


class OfficeForm(PageForm):
    """A form of the secretary's desk: none of its texts is without a bound."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        limit_lengths(self)


class TellForm(OfficeForm):
    """What is told of papers that are registered."""

    documents = SelectMultipleField("Документы", validate_choice=False)
    signed_on = DayField("Дата подписания")
    sure = StringField("Дата верна")
    paper_day = StringField("На подписанной бумаге стоит эта дата")
    by_pen = BooleanField("Номера приказов, у которых их ещё нет, впишут от руки")
    executor = StringField("Исполнитель (подготовил)", render_kw={"list": "workers"})
    file_index = OpenSelect("Дело по номенклатуре")
    note = StringField("Примечание")
    reason = StringField("Причина", description="Нужна, когда дата раньше последней записи журнала.")


class OtherForm(OfficeForm):
    """A paper that was not made here, or one that was forgotten and is put in. Its register says what is asked."""

    register = OpenSelect("Журнал")
    signed_on = DayField("Дата")
    sure = StringField("Дата верна")
    another = BooleanField("Это другой документ, записать и его")
    title = StringField("Заголовок (краткое содержание)")
    kind = OpenSelect("Вид документа")
    sender = StringField("От кого")
    sender_number = StringField("№ документа")
    sender_date = DayField("Дата документа")
    act = OpenSelect("Это акт, по которому работает школа")
    addressee = StringField("Адресат")
    reply_to = StringField("На входящий №")
    person = StringField("О ком", render_kw={"list": "workers"})
    basis = StringField("Основание")
    signer = StringField(
        "Кем подписан",
        description="Директор, исполняющий обязанности или прежний руководитель: кто подписал именно этот документ.",
        render_kw={"list": "signers"},
    )
    executor = StringField("Исполнитель", render_kw={"list": "workers"})
    due = DayField("Срок исполнения")
    file_index = OpenSelect("Дело по номенклатуре")
    sheets = StringField("Листов", render_kw=_DIGITS)
    annexes = StringField("Листов приложений", render_kw=_DIGITS)
    note = StringField("Примечание")
    after = StringField(
        "Вставить после №",
        description="Для пропущенного документа: он получит номер с литерой, например 45-а.",
        render_kw=_DIGITS,
    )
    reason = StringField("Причина", description="Нужна, когда дата раньше последней записи или документ вставляется.")


class DetailsForm(OfficeForm):
    """The columns filled in later."""

    executor = StringField("Исполнитель (подготовил)", render_kw={"list": "workers"})
    sheets = StringField("Листов", render_kw=_DIGITS)
    annexes = StringField("Листов приложений", render_kw=_DIGITS)
    file_index = OpenSelect("Дело по номенклатуре")
    addressee = StringField("Адресат")
    reply_to = StringField("На входящий №")
    note = StringField("Примечание")


class VoidForm(OfficeForm):
    """Why an entry is void."""

    void_reason = StringField("Причина аннулирования")


class RepealForm(OfficeForm):
    """What repealed an order."""

    repealed_by = StringField(
        "Отменяющий приказ из этого журнала, его номер",
        description="Например: 64, № 64/2026-ОД или 64 от 01.12.2026. Ближайшие предложены при вводе.",
        render_kw={"list": "later", "maxlength": 100},
    )
    repealed_note = StringField(
        "или иной акт", description="Например: приказ Управления образования от 01.09.2026 № 5."
    )


class ExecutedForm(OfficeForm):
    """On which day a document was carried out."""

    executed_on = DayField("Дата исполнения")


class MarkForm(OfficeForm):
    """The day on which those ticked have signed; the ticks stand by their lines."""

    signed_day = DayField("День подписи для отмеченных")


class PeopleForm(OfficeForm):
    """Whom else to acquaint."""

    worker = SelectMultipleField("Кого ещё ознакомить", validate_choice=False)


class RefusalForm(OfficeForm):
    """One act for those who refused to sign."""

    people = SelectMultipleField("Отказались подписать", validate_choice=False)
    day = DayField("Дата акта")
    act_number = StringField("Номер акта", description="Если акты у вас нумеруют. Пусто — в акте останется «№ ____».")
    witness_1 = StringField("Первый свидетель", render_kw={"list": "workers"})
    witness_2 = StringField("Второй свидетель", render_kw={"list": "workers"})


class CopyForm(OfficeForm):
    """Who certifies a copy or an extract, and which points it holds."""

    points = SelectMultipleField("Пункты выписки", validate_choice=False)
    certifier_post = StringField("Должность заверяющего")
    certifier_name = StringField("Имя заверяющего", description="Как печатать: З. К. Исаева")


class ScanForm(OfficeForm):
    """A file to keep."""

    file = FileField("Скан: PDF, JPG или PNG до 10 МБ")
    words = StringField("Что на скане", description="Слова, по которым скан найдёт поиск. Можно вписать потом.")


class ElectronicSignatureForm(OfficeForm):
    """A file of signatures, and what it signs when that is no file of ours."""

    signature = FileField("Файл подписи: SIG, SGN или P7S")
    signed_file = FileField(
        "Подписанный файл, если он сделан не здесь", description="Например, PDF, сохранённый из Word."
    )


class SignatureAwayForm(OfficeForm):
    """Why a signature is the wrong one."""

    which_signature = OpenSelect("Какая подпись")
    signature_reason = StringField("Почему она не та")


class SignatureMarkForm(OfficeForm):
    """A word that a signature was checked elsewhere."""

    signature_checked = BooleanField("Подпись проверена в КриптоАРМ, КриптоПро или на Госуслугах: она верна")


class AboutScanForm(OfficeForm):
    """What is on a scan."""

    words = StringField("Что на скане")


class WithdrawScanForm(OfficeForm):
    """Why a scan is the wrong one, and the right one."""

    reason = StringField("Почему скан не тот")
    file = FileField("Правильный скан", description="Если его ещё нет, снимите этот, а правильный приложите потом.")


class SignedForm(OfficeForm):
    """On which day all that is ticked was signed."""

    line = StringField("Подписи")
    day = DayField("День подписи")


class HoldForm(PageForm):
    """Numbers for papers to come."""

    register = OpenSelect("Журнал")
    count = StringField("Сколько номеров", render_kw=_DIGITS)
    day = DayField("На какой день")
    purpose = StringField("Для чего", description="Например: приказ о поездке 8 «Б».")
    executor = StringField("Кто просил", render_kw={"list": "workers"})


class FillForm(PageForm):
    """What is registered under a held number."""

    fill_document = OpenSelect("Документ")
    fill_title = StringField("Заголовок", description="Для бумаги, сделанной не здесь.")
    fill_day = DayField("Дата подписания")
    fill_paper_day = StringField("На подписанной бумаге стоит эта дата")
    fill_reason = StringField("Причина", description="Нужна, когда дата нарушает порядок соседних записей.")


class LinkForm(OfficeForm):
    """What an entry is linked with."""

    link_kind = OpenSelect("Как связана")
    link_register = OpenSelect("Журнал")
    link_number = StringField(
        "Номер записи", description="Как в журнале: 58-ОД. Номер прошлого года — с датой: 58 от 03.05.2025."
    )


def waiting_form(scans: Sequence[int]) -> BaseForm:
    """The fields of the scans that wait to be confirmed, for what is said beside them."""
    columns = (("scan", "Файл"), ("entry", "К записи №"), ("words", "Что на скане"))
    named = {f"{name}-{scan}": label for scan in scans for name, label in columns}
    fields: Any = {name: StringField(label) for name, label in {"scans": "Сканы", **named}.items()}
    return BaseForm(fields)


class ReturnedForm(OfficeForm):
    """A document edited in Word."""

    returned = FileField("Документ Word (DOCX)")


def act_caption(act: str) -> str:
    """How the act of a pack is called, by the id of the pack."""
    pack = known_pack(act) if act in {item.pack for item in current_acts()} else None
    if pack is None:
        return next((item.title for item in current_acts() if item.pack == act), act)
    told = pack.directive
    return f"{told.kind} от {told.date:%d.%m.%Y} № {told.number}"


def offer_files(form: Any, files: tuple[FileOfPapers, ...]) -> None:
    """The list of files as the choice of a form."""
    form.file_index.options = tuple((item.index, f"{item.index} {item.title}") for item in files)


def read_details(form: DetailsForm, faults: list[Fault]) -> Details:
    """The details of an entry."""
    return Details(
        executor=form.executor.data or "",
        sheets=read_number(form.sheets.data, "sheets", faults),
        annexes=read_number(form.annexes.data, "annexes", faults),
        file_index=form.file_index.data or "",
        addressee=form.addressee.data or "",
        reply_to=form.reply_to.data or "",
        note=form.note.data or "",
    )
