"""What must not be parted stays in one line: in typed names, in the words of a template, in a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sferum_docs.docengine import Kind
from sferum_docs.documents.tags.declaration import Tag
from sferum_docs.reading.typography import _ASKS, _LAW, _SPACES, in_template, no_break

# «~» stands for the no-break space, as in the golden texts
KEPT = [
    "ИКОП~«Сферум» и ФГИС~«Моя школа» (далее~— ФГИС)",
    "МБОУ~«Мургукская СОШ им.~А.~Багамаева», лицей им.~дважды Героя",
    "МКОУ~«Нижнемахаргинская НОШ», с.~Нижние Махарги, ул.~Мира, д.~2, кв.~11",
    "пгт Тюбе, г.~Махачкала, пр.~Имама Шамиля, б-р~Гаджиева, мкр-н~Северный",
    "ОКПО~49803124, ОГРН~1020501488523, ИНН/КПП~0527003127/052701001",
    "тел.~(8722)~55-01-01, доб.~117; факс +7~(900)~000-00-03",
    "Исаева~Ш.~А., П.~Г.~Магомедова, Меджидова~Б.~А. (для сведения), Омаров~А.М.",
    "Э.-П.~Н.~Гаджиева, Гаджиева~Э.-П.~Н.",
    "школа имени Абдуллы Багамаева, Школа А.~Багамаева",
    "16~октября 2023~г., 2023~года, от~13.10.2023 №~262",
    "статья~60.2, часть~3.1 статьи~16, п.~1.3, пп.~1, 2, ст.~8, приложение~№~2, глава~4",
    "100~%, 12~500~руб., 18~л. в 1~экз., 35~чел., 5~млн, 40~мин.",
    "чаты классов 5~«А», 10~«Б» и 3~А",
    "и.~о. директора, и т.~д., р.~п. Тюбе",
    "«____»~______________~20___~г.",
    "О~переходе на «Сферум»",
    "№~____, Дом №~5, §~1",
]
# what only looks like it
FREE = [
    "В 2023 г. Махачкала участвовала",
    "раздел «Обязанности», часть работников, глава района",
    "в чате и на сайте; из 35 работников в школе",
    "Она работает в школе. Иванова ушла",
]


@pytest.mark.parametrize("words", KEPT)
def test_what_belongs_together_is_not_parted_and_nothing_else_is_tied(words: str) -> None:
    assert no_break(words.replace("~", " ")).replace("\u00a0", "~") == words


@pytest.mark.parametrize("words", FREE)
def test_words_that_only_look_like_it_may_part(words: str) -> None:
    assert "\u00a0" not in no_break(words).replace("2023\u00a0г", "2023 г")


@given(st.text(alphabet="аАбИм.№ «»-—0123_()гл", max_size=60))
def test_no_sign_is_lost_and_twice_is_as_once(text: str) -> None:
    kept = no_break(text)
    assert kept.replace("\u00a0", " ").replace("\u2011", "-") == text
    assert no_break(kept) == kept or "  " in text


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("ИНН {{ школа.инн }}, тел. {{ школа.телефон }}", "ИНН~{{ школа.инн }}, тел.~{{ школа.телефон }}"),
        ("от {{ д.дата|дата }} № {{ д.номер }}", "от~{{ д.дата|дата }} №~{{ д.номер }}"),
        ("от {{ человек.фио|родительный }}", "от {{ человек.фио|родительный }}"),
        ("на {{ листов }} л. в 1 экз.", "на {{ листов }}~л. в 1~экз."),
        ("{{ а }} в {{ б }} — {{ в }}", "{{ а }} в {{ б }}~— {{ в }}"),
        ('{% if а == "№ 5" %}№ 5{% endif %}', '{% if а == "№ 5" %}№~5{% endif %}'),
    ],
)
def test_tags_of_a_template_stay_as_they_are(words: str, kept: str) -> None:
    assert in_template(words).replace("\u00a0", "~") == kept


def test_a_typed_name_keeps_together_in_anybodys_template() -> None:
    typed = "МБОУ «СОШ им. А. Багамаева», тел. (8722) 55"
    tag: Tag[str] = Tag("название", Kind.TEXT, "", lambda source: source)
    lines: Tag[str] = Tag("строки", Kind.LIST, "", lambda source: [source])
    kept = typed.replace("МБОУ ", "МБОУ~").replace("им. А. ", "им.~А.~").replace("тел. (8722) ", "тел.~(8722)~")
    assert tag.build(typed) == lines.build(typed)[0] == kept.replace("~", "\u00a0")


@given(st.text("ОИНАлсгтд » \u00a0'", max_size=30).filter(lambda words: _ASKS.search(words) is None))
def test_a_text_that_is_passed_over_is_one_of_which_no_rule_asks_anything(words: str) -> None:
    assert no_break(words) == words
    assert not [rule.pattern for rule in (*_SPACES, _LAW) if rule.search(words)]
