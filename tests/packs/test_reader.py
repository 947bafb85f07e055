"""A pack is checked whole when it is read. Faults are planted in the text of a small right pack."""

from datetime import date
from pathlib import Path

import pytest

from sferum_docs.directives.model import DeadlineKind, Demand
from sferum_docs.packs.model import DayRule, Pack
from sferum_docs.packs.reader import load_pack
from sferum_docs.packs.sets import grouped
from sferum_docs.reading.faults import FaultsError

PACK = """
id = "малый"
title = "Малый"

[directive]
kind = "ПОСТАНОВЛЕНИЕ"
number = "7"
date = 2023-10-13
title = "О деле"
issuer = "Администрация района"
issuer_short = "Администрация"
adopting_word = "постановляет"
signatory = { post = "Глава", name = "М. Омаров" }
controller = { post = "заместитель", name = "Иванов И. И." }
executor = { name = "Исаева Х. Н." }

[[clauses]]
path = "1"
number = "1"
text = "Школам до 20.10.2023г."
addressee = "Школы"
deadline = { kind = "date", raw = "до 20.10.2023г.", date = 2023-10-20 }

[[clauses]]
path = "1/-1"
text = "сделать дело;"
addressee = "Школы"
indicator = "I1"

[[indicators]]
id = "I1"
name = "Всего"
explanation = "сколько всего"
population = "students"
period = "stock"
unit = "чел."

[[acts]]
id = "закон"
citation = "в соответствии с законом"
in_force_from = 2023-03-01
source = "закон"

[[documents]]
id = "D1"
title = "О деле"
kind = "приказ"
template = "D1.docx"
carries_out = ["1"]
supports = ["1/-1"]
acts = ["закон"]

[[documents.fields]]
key = "срок"
kind = "date"
label = "Срок"
default = { working_days = -2, clause = "1" }
limit = "1"

[[presets]]
id = "minimum"
title = "Минимум"
documents = ["*"]

[[groups]]
title = "Дело"
documents = ["D1"]

[[checklist]]
clause = "1"
question = "Сделано ли дело?"
documents = ["D1"]
"""


def pack_of(folder: Path, text: str, *, template: bool = True) -> Pack:
    folder.joinpath("pack.toml").write_text(text, encoding="utf-8")
    if template:
        folder.joinpath("D1.docx").write_bytes(b"")
    return load_pack(folder)


def faults_of(folder: Path, text: str, *, template: bool = True) -> list[tuple[str, str]]:
    with pytest.raises(FaultsError) as caught:
        pack_of(folder, text, template=template)
    return [(fault.place, fault.code) for fault in caught.value.faults]


def test_a_right_pack_is_read_whole(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, PACK)
    assert [clause.path for clause in pack.directive.walk()] == ["1", "1/-1"]
    clause = pack.directive.by_path["1"]
    assert (clause.deadline.kind, clause.deadline.date) == (DeadlineKind.DATE, date(2023, 10, 20))
    assert clause.demand is Demand.ACTION
    assert clause.children[0].indicator == "I1"
    assert pack.documents[0].fields[0].default == DayRule(-2, "1")
    assert pack.presets[0].documents == ("D1",)
    assert [(title, [spec.id for spec in documents]) for title, documents in grouped(pack)] == [("Дело", ["D1"])]


@pytest.mark.parametrize(
    ("right", "wrong", "place", "code"),
    [
        ('carries_out = ["1"]', 'carries_out = ["9.9"]', "documents[D1].carries_out", "unknown_clause"),
        ('supports = ["1/-1"]', 'supports = ["1"]', "documents[D1].supports", "carries_and_supports"),
        ('acts = ["закон"]', 'acts = ["кодекс"]', "documents[D1].acts", "unknown_act"),
        ('template = "D1.docx"', 'template = "нет.docx"', "documents[D1].template", "missing_template"),
        ('template = "D1.docx"', 'template = "../D1.docx"', "documents[D1].template", "unsafe_path"),
        ('kind = "date"\nlabel', 'kind = "дата"\nlabel', "documents[D1].fields[срок].kind", "not_a_choice"),
        ('limit = "1"', 'limit = "8"', "documents[D1].fields[срок].limit", "unknown_clause"),
        ('clause = "1" }', 'clause = "5" }', "documents[D1].fields[срок].default.clause", "unknown_clause"),
        ("working_days = -2", "working_days = true", "documents[D1].fields[срок].default.working_days", "not_a_number"),
        ('label = "Срок"', 'lable = "Срок"', "documents[D1].fields[срок].label", "empty"),
        ('label = "Срок"', 'label = "Срок"\nlable = "Срок"', "documents[D1].fields[срок].lable", "unknown_key_near"),
        ("date = 2023-10-13", 'date = "13.13.2023"', "directive.date", "bad_date"),
        ("date = 2023-10-20 }", 'date = "31.02.2023" }', "clauses[1].deadline.date", "bad_date"),
        ("in_force_from = 2023-03-01", 'in_force_from = "вчера"', "acts[закон].in_force_from", "bad_date"),
        ("in_force_from = 2023-03-01", "in_force_from = 2023-03-01\nin_force_to = 2022-01-01",
         "acts[закон].in_force_to", "dates_reversed"),
        ('path = "1/-1"', 'path = "1"', "clauses[1]", "duplicate_id"),
        ('path = "1/-1"', 'path = "2/-1"', "clauses[2/-1].path", "unknown_clause"),
        ('indicator = "I1"', 'indicator = "I9"', "clauses[1/-1].indicator", "unknown_indicator"),
        ('limit = "1"', 'limit = "1"\nsame_as = "D1"', "documents[D1].fields[срок].same_as", "unknown_question"),
        ('documents = ["*"]', 'documents = ["D7"]', "presets[minimum].documents", "unknown_document"),
        ('"Дело"\ndocuments = ["D1"]', '"Дело"\ndocuments = ["D8"]', "groups[Дело].documents", "unknown_document"),
        ('"Дело"\ndocuments = ["D1"]', '"Дело"\ndocuments = ["D1", "D1"]', "groups[D1]", "duplicate_id"),
        ('clause = "1"\nquestion', 'clause = "6"\nquestion', "checklist[1].clause", "unknown_clause"),
        ('title = "Малый"', "", "title", "empty"),
        ('title = "Малый"', 'title = "Малый"\nversion = 2', "version", "unknown_key"),
    ],
)  # fmt: skip
def test_each_fault_of_a_pack_is_named_with_file_and_key(
    tmp_path: Path, right: str, wrong: str, place: str, code: str
) -> None:
    assert right in PACK
    assert (f"pack.toml: {place}", code) in faults_of(tmp_path, PACK.replace(right, wrong, 1))


def test_a_document_twice_is_a_fault(tmp_path: Path) -> None:
    document = PACK[PACK.index("[[documents]]") : PACK.index("[[presets]]")]
    assert ("pack.toml: documents[D1]", "duplicate_id") in faults_of(tmp_path, PACK.replace(document, document * 2))


def test_all_faults_of_a_pack_come_at_once(tmp_path: Path) -> None:
    text = PACK.replace('carries_out = ["1"]', 'carries_out = ["9"]').replace('limit = "1"', 'limit = "8"')
    assert faults_of(tmp_path, text.replace('documents = ["*"]', 'documents = ["D7"]'), template=False) == [
        ("pack.toml: documents[D1].carries_out", "unknown_clause"),
        ("pack.toml: documents[D1].template", "missing_template"),
        ("pack.toml: documents[D1].fields[срок].limit", "unknown_clause"),
        ("pack.toml: presets[minimum].documents", "unknown_document"),
    ]


@pytest.mark.parametrize(
    ("content", "code"), [(b"id = ", "not_toml"), ("id = «1»".encode("cp1251"), "not_utf8"), (None, "no_file")]
)
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, content: bytes | None, code: str) -> None:
    if content is not None:
        tmp_path.joinpath("pack.toml").write_bytes(content)
    with pytest.raises(FaultsError) as caught:
        load_pack(tmp_path)
    assert [(fault.place, fault.code) for fault in caught.value.faults] == [("pack.toml", code)]


def test_a_duty_names_a_known_clause_and_a_known_role(tmp_path: Path) -> None:
    duties = '[[roles]]\nid = "keeper"\nlabel = "хранитель"\ntag = "хранитель"\n[duties]\n"1" = ["head", "keeper"]\n'
    assert {path: list(roles) for path, roles in pack_of(tmp_path, PACK + duties).duties.items()} == {
        "1": ["head", "keeper"]
    }
    wrong = '[duties]\n"1" = ["завуч"]\n"9" = ["head"]\n'
    assert faults_of(tmp_path, PACK + wrong) == [
        ("pack.toml: duties.1", "not_a_choice"),
        ("pack.toml: duties.9", "unknown_clause"),
    ]


def test_documents_without_a_group_come_last_and_a_pack_without_groups_has_one_list(tmp_path: Path) -> None:
    group = PACK[PACK.index("[[groups]]") : PACK.index("[[checklist]]")]
    plain = pack_of(tmp_path, PACK.replace(group, ""))
    assert [(title, len(documents)) for title, documents in grouped(plain)] == [("", 1)]
    document = PACK[PACK.index("[[documents]]") : PACK.index("[[presets]]")]
    other = PACK.replace("[[presets]]", document.replace('"D1"', '"D2"') + "[[presets]]")
    assert [title for title, _documents in grouped(pack_of(tmp_path, other))] == ["Дело", "Остальные"]


def test_a_pack_that_knows_no_usual_set_offers_its_first(tmp_path: Path) -> None:
    pack = pack_of(tmp_path, PACK)
    assert pack.usual_preset == pack.presets[0]


@pytest.mark.parametrize(
    ("rule", "place", "code"),
    [
        ('rule = "form"\ndocument = "D1"\nother = "D9"\nafter = "Форма"', "other", "unknown_document"),
        ('rule = "form"\ndocument = "D1"\nother = "D1"', "after", "empty"),
        ('rule = "number"\nsays = { D1 = "без числа" }', "says.D1", "agreement_number"),
        ('rule = "number"\nsays = { D9 = "всего {}" }', "says.D9", "unknown_document"),
        ('rule = "asked"\ndocument = "D1"\nkey = "нет_такого"', "key", "unknown_question"),
        ('rule = "иное"\ndocument = "D1"', "rule", "not_a_choice"),
    ],
)
def test_a_rule_of_agreement_names_what_there_is(tmp_path: Path, rule: str, place: str, code: str) -> None:
    found = faults_of(tmp_path, f"{PACK}\n[[agreements]]\n{rule}\n")
    assert [(where.rpartition("agreements")[2].partition(".")[2], what) for where, what in found] == [(place, code)]
