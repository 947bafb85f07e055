"""What an act counts is data of its pack: read whole, refused with every mistake, derived where nothing is said."""

from datetime import date
from pathlib import Path

import pytest

from sferum_docs.directives.indicators import IndicatorSet, TargetRule
from sferum_docs.indicators.layout.captions import role_of
from sferum_docs.packs.model import Pack
from sferum_docs.packs.reader import load_pack
from sferum_docs.packs.readers.directive import read_directive
from sferum_docs.packs.writer import written_directive
from sferum_docs.reading.records import Record
from sferum_docs.reading.toml_text import parse_toml, toml_text
from sferum_docs.schools.bodies.words import kind_words
from sferum_docs.schools.model import SchoolKind
from tests.packs.test_reader import PACK, faults_of, pack_of

SHIPPED = Path(__file__).parents[2] / "doc_templates"
COUNTED = """
[[indicators]]
id = "I1"
name = "Обучающиеся, получающие горячее питание"
explanation = "сколько обучающихся питается"
population = "students"
period = "weekly"
unit = "чел."
short = "Питаются"
not_for = ["ДО"]
says = [["питан"], ["горяч", "обед"]]
hints = ["столов"]
measures = ["предложить семьям попробовать меню"]

[[indicators]]
id = "I2"
name = "Обучающиеся, получающие завтрак"
explanation = "сколько завтракает"
population = "students"
period = "stock"
systems = ["Столовая онлайн"]
unit = "чел."
journal_only = true

[indicator_set]
key = "meals"
name = "Питание"
pairs = [["I2", "I1"]]
systems = ["столовая"]
analysed_by = "1"
controlled_by = "1/-1"

[indicator_set.populations]
students = ["школьник"]

[[indicator_targets]]
indicators = ["I1"]
share = 90
day = 2024-01-15

[[indicator_targets]]
indicators = ["I1", "I2"]
share = "D1.охват"
day = "D1.срок"
"""
FIRST = PACK[PACK.index("[[indicators]]") : PACK.index("[[acts]]")]
LONG = "П" * 61
QUESTION = """
[[documents.fields]]
key = "охват"
kind = "number"
label = "Охват"

[[presets]]"""
TEXT = PACK.replace(FIRST, COUNTED).replace("\n[[presets]]", QUESTION, 1)


def counted(pack: Pack) -> IndicatorSet:
    assert pack.indicator_set is not None
    return pack.indicator_set


def test_a_set_is_read_whole(tmp_path: Path) -> None:
    known = counted(pack_of(tmp_path, TEXT))
    assert (known.key, known.name, known.systems, known.pairs) == ("meals", "Питание", ("столовая",), (("I2", "I1"),))
    assert (known.analysed_by, known.controlled_by) == ("1", "1/-1")
    assert known.populations == {"students": ("школьник",)}
    assert known.targets == (
        TargetRule(("I1",), 90, date(2024, 1, 15)),
        TargetRule(("I1", "I2"), "D1.охват", "D1.срок"),
    )
    first = known.indicators[0]
    assert (first.short, first.says, first.hints) == ("Питаются", (("питан",), ("горяч", "обед")), (("столов",),))
    assert first.measures == ("предложить семьям попробовать меню",)


@pytest.mark.parametrize(
    ("right", "wrong", "place", "code"),
    [
        ('id = "I2"', 'id = "I 2"', "indicators[I 2].id", "indicator_id"),
        ('id = "I2"', 'id = "II2\'x"', "indicators[II2'x].id", "indicator_id"),
        ('population = "students"', 'population = "коты"', "indicators[I1].population", "not_a_choice"),
        ('period = "weekly"', 'period = "monthly"', "indicators[I1].period", "not_a_choice"),
        ('unit = "чел."', 'unit = "шт."', "indicators[I1].unit", "not_a_choice"),
        ('not_for = ["ДО"]', 'not_for = ["кружок"]', "indicators[I1].not_for", "not_a_choice"),
        ('short = "Питаются"', f'short = "{LONG}"', "indicators[I1].short", "too_long"),
        ('[["питан"], ["горяч", "обед"]]', '[["горячий обед"]]', "indicators[I1].says", "not_phrases"),
        ('[["питан"], ["горяч", "обед"]]', '"питан"', "indicators[I1].says", "not_phrases"),
        ('[["питан"], ["горяч", "обед"]]', "[[]]", "indicators[I1].says", "not_phrases"),
        ('measures = ["', 'measures = ["' + 'м", "' * 21, "indicators[I1].measures", "too_many_measures"),
        ('measures = ["', 'measures = ["' + "м" * 300, "indicators[I1].measures", "too_long"),
        ('short = "Питаются"', 'continues = "J1"', "indicators[I1].continues", "continues_nothing"),
        ('short = "Питаются"', 'shrt = "Питаются"', "indicators[I1].shrt", "unknown_key_near"),
        ('pairs = [["I2", "I1"]]', 'pairs = [["I2", "I9"]]', "indicator_set.pairs", "unknown_indicator"),
        ('pairs = [["I2", "I1"]]', 'pairs = [["I2", "I2"]]', "indicator_set.pairs", "not_a_pair"),
        ('pairs = [["I2", "I1"]]', 'pairs = ["I2", "I1"]', "indicator_set.pairs", "not_a_pair"),
        ('pairs = [["I2", "I1"]]', "pairs = 7", "indicator_set.pairs", "not_a_pair"),
        ('[["I2", "I1"]]', '[["I2", "I1"], ["I1", "I2"]]', "indicator_set.pairs", "pair_reversed"),
        ('students = ["школьник"]', "students = []", "indicator_set.populations.students", "empty"),
        ('students = ["школьник"]', 'pupils = ["школьник"]', "indicator_set.populations.pupils", "not_a_choice"),
        ('analysed_by = "1"', 'analysed_by = "8"', "indicator_set.analysed_by", "unknown_clause"),
        ('controlled_by = "1/-1"', 'controlled_by = "8"', "indicator_set.controlled_by", "unknown_clause"),
        ('key = "meals"', 'report = "D9"', "indicator_set.report", "unknown_document"),
        ('indicators = ["I1"]', 'indicators = ["I8"]', "indicator_targets[1].indicators", "unknown_indicator"),
        ('indicators = ["I1"]', "indicators = []", "indicator_targets[1].indicators", "empty"),
        ("share = 90", "share = 190", "indicator_targets[1].share", "out_of_bounds"),
        ("share = 90", "", "indicator_targets[1].share", "empty"),
        ("day = 2024-01-15", 'day = "31.02.2024"', "indicator_targets[1].day", "bad_date"),
        ('"D1.охват"', '"D1.срок"', "indicator_targets[2].share", "target_without_question"),
        ('"D1.охват"', '"D9.охват"', "indicator_targets[2].share", "target_without_question"),
        ('day = "D1.срок"', 'day = "D1.охват"', "indicator_targets[2].day", "target_without_question"),
        ("day = 2024-01-15", 'day = "срок"', "indicator_targets[1].day", "target_without_question"),
        ("day = 2024-01-15", "day = 2024-01-15\ndays = 3", "indicator_targets[1].days", "unknown_key_near"),
    ],
)  # fmt: skip
def test_each_mistake_in_a_set_is_named(tmp_path: Path, right: str, wrong: str, place: str, code: str) -> None:
    assert right in TEXT
    assert (f"pack.toml: {place}", code) in faults_of(tmp_path, TEXT.replace(right, wrong, 1))


def test_a_set_of_nothing_is_a_mistake(tmp_path: Path) -> None:
    bare = PACK.replace(FIRST, "").replace('indicator = "I1"\n', "")
    assert pack_of(tmp_path, bare).indicator_set is None
    assert faults_of(tmp_path, bare + '\n[indicator_set]\nname = "Питание"\n') == [
        ("pack.toml: indicator_set", "indicators_missing")
    ]


def test_two_indicators_continue_no_single_one(tmp_path: Path) -> None:
    told = TEXT.replace('unit = "чел."', 'unit = "чел."\ncontinues = "J1"').replace(
        'title = "Малый"', 'title = "Малый"\nsucceeds = "прежний"', 1
    )
    assert ("pack.toml: indicators[I2].continues", "continued_twice") in faults_of(tmp_path, told)


def test_a_pack_that_says_no_words_has_those_of_its_names(tmp_path: Path) -> None:
    told = TEXT[: TEXT.index("[indicator_set]")] + TEXT[TEXT.index("[[acts]]") :]
    for line in ('says = [["питан"], ["горяч", "обед"]]\n', 'hints = ["столов"]\n', 'short = "Питаются"\n'):
        told = told.replace(line, "")
    known = counted(pack_of(tmp_path, told))
    assert (known.key, known.name) == ("малый", "Показатели: Малый")
    found = {
        heading: role_of((heading,), known).key
        for heading in ("Получают горячее питание, учащихся", "Обучающихся: завтраки", "Школьники, питание")
    }
    assert found == {
        "Получают горячее питание, учащихся": "I1", "Обучающихся: завтраки": "I2", "Школьники, питание": "I1",
    }  # fmt: skip
    assert role_of(("Успехи учащихся",), known).kind == "unclear"


def test_a_body_is_asked_of_what_applies_to_it(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, TEXT)
    names = {
        kind: [item.id for item in counted(pack.of_body(kind_words(kind))).indicators]
        for kind in (SchoolKind.SECONDARY, SchoolKind.KINDERGARTEN, SchoolKind.EXTRA)
    }
    assert names == {SchoolKind.SECONDARY: ["I1", "I2"], SchoolKind.KINDERGARTEN: ["I1"], SchoolKind.EXTRA: []}


def test_what_is_written_of_indicators_is_read_back(tmp_path: Path) -> None:
    directive = pack_of(tmp_path, TEXT).directive
    data = parse_toml(toml_text(written_directive(directive)))
    root = Record(data, "", [])
    read = read_directive(root.record("directive"), root)
    assert read is not None
    assert (read.indicators, root.faults) == (directive.indicators, [])


@pytest.mark.parametrize("name", ["sferum-2023", "max-2026"])
def test_a_shipped_set_offers_a_measure_for_each_indicator_and_presses_no_family(name: str) -> None:
    known = counted(load_pack(SHIPPED / name))
    for item in known.indicators:
        assert item.measures, item.id
        assert item.short, item.id
        told = " ".join(item.measures)
        assert not item.is_guide or "обяза" not in told.replace("необязательно", "").replace("обязательного", "")


def test_a_kindergarten_counts_no_pupils() -> None:
    garden = kind_words(SchoolKind.KINDERGARTEN)
    counts = [
        [item.id for item in counted(load_pack(SHIPPED / name).of_body(garden)).indicators]
        for name in ("sferum-2023", "max-2026")
    ]
    assert counts == [["I2", "I3", "I4", "I5", "I6"], ["M1", "M2", "M3", "M4"]]


def test_what_succeeds_continues_indicators_that_there_are() -> None:
    before = counted(load_pack(SHIPPED / "sferum-2023"))
    continued = [item.continues for item in counted(load_pack(SHIPPED / "max-2026")).indicators if item.continues]
    assert continued
    assert all(before.named(name) for name in continued)
