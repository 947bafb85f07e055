"""A pack says which older pack it takes the place of: read whole, every mistake with its place."""

from dataclasses import replace
from pathlib import Path

import pytest

from sferum_docs.packs.reader import load_pack, read_pack
from sferum_docs.packs.succession import is_repealable, replacing, sample_orders, succession_faults
from sferum_docs.reading.faults import FaultsError
from tests.packs.test_reader import PACK

NEWER = PACK.replace('title = "Малый"', 'title = "Малый"\nsucceeds = "прежний"', 1)
ROLE = '[[roles]]\nid = "keeper"\nlabel = "ответственный"\ntag = "хранитель"\nrequired = false\n'


def folder_of(tmp_path: Path, text: str) -> Path:
    (tmp_path / "pack.toml").write_text(text, encoding="utf-8")
    (tmp_path / "D1.docx").write_bytes(b"")
    return tmp_path


def test_a_pack_names_the_one_it_succeeds_and_what_replaces_what(tmp_path: Path) -> None:
    text = NEWER.replace(
        'template = "D1.docx"', 'template = "D1.docx"\nreplaces = ["А1"]\nrepeals = true\nrecord = true'
    )
    more = '[succession]\ntold = "комплектом 2026"\nchats_from = "VK"\nroles = { keeper = "старший" }\n'
    pack = load_pack(folder_of(tmp_path, f"{text}\n{ROLE}\n{more}"))
    assert pack.succession is not None
    said = pack.succession
    assert (said.pack, said.told, said.chats_from) == ("прежний", "комплектом 2026", "VK")
    assert (said.role_before("keeper"), said.role_before("other")) == ("старший", "other")
    (spec,) = pack.documents
    assert (spec.replaces, spec.repeals, spec.record) == (("А1",), True, True)
    assert (replacing(pack, "А1"), replacing(pack, "А2"), replacing(pack, "")) == (("D1",), (), ())


def test_without_words_of_its_own_a_pack_is_named_by_its_title(tmp_path: Path) -> None:
    pack = load_pack(folder_of(tmp_path, NEWER))
    assert pack.succession is not None
    assert pack.succession.told == "комплектом «Малый»"


def test_most_packs_succeed_none(tmp_path: Path) -> None:
    assert load_pack(folder_of(tmp_path, PACK)).succession is None


SECOND = '[[documents]]\nid = "D2"\ntitle = "Два"\nkind = "приказ"\ntemplate = "D1.docx"\n'
WRONG = [
    (
        PACK.replace('kind = "приказ"', 'kind = "приказ"\nreplaces = ["А1"]'),
        "documents[D1].replaces",
        "succeeds_nothing",
    ),
    (PACK.replace('kind = "приказ"', 'kind = "приказ"\nrepeals = true'), "documents[D1].repeals", "succeeds_nothing"),
    (f'{PACK}\n[succession]\ntold = "комплектом"\n', "succession", "succeeds_nothing"),
    (NEWER.replace('"прежний"', '"малый"'), "succeeds", "succeeds_itself"),
    (NEWER.replace('kind = "приказ"', 'kind = "план"\nrepeals = true'), "documents[D1].repeals", "repeals_by_order"),
    (f'{NEWER}\n[succession]\nroles = {{ keeper = "x" }}\n', "succession.roles.keeper", "unknown_role"),
    (f'{NEWER}\n[succession]\ntold = "{"я" * 201}"\n', "succession.told", "too_long"),
    (f'{NEWER}\n[succession]\nxyz = "x"\n', "succession.xyz", "unknown_key"),
    (
        f"{NEWER}\n{SECOND}".replace('kind = "приказ"', 'kind = "приказ"\nrepeals = true'),
        "documents[D2].repeals",
        "repeals_twice",
    ),
]


@pytest.mark.parametrize(("text", "place", "code"), WRONG, ids=[f"{place}-{code}" for _text, place, code in WRONG])
def test_a_mistake_is_told_with_its_place(tmp_path: Path, text: str, place: str, code: str) -> None:
    assert text != PACK
    found = {(fault.place, fault.code) for fault in read_pack(folder_of(tmp_path, text)).faults}
    assert (f"pack.toml: {place}", code) in found


def test_what_the_older_pack_has_not_is_told(tmp_path: Path) -> None:
    text = NEWER.replace('kind = "приказ"', 'kind = "приказ"\nreplaces = ["D1", "А1"]')
    newer = load_pack(folder_of(tmp_path, f'{text}\n{ROLE}\n[succession]\nroles = {{ keeper = "старший" }}\n'))
    older = replace(newer, id="прежний")
    told = [(fault.place, fault.code, fault.values["text"]) for fault in succession_faults(newer, older)]
    assert told == [
        ("documents[D1].replaces", "replaces_unknown", "А1"),
        ("succession.roles.keeper", "role_unknown_before", "старший"),
    ]


def test_orders_and_what_they_approved_may_be_ended_letters_and_records_not(tmp_path: Path) -> None:
    (order,) = load_pack(folder_of(tmp_path, PACK)).documents
    assert is_repealable(order)
    assert is_repealable(replace(order, kind="план", annex_of="D1"))
    assert not is_repealable(replace(order, kind="письмо"))
    assert not is_repealable(replace(order, record=True))


def test_a_template_is_shown_by_made_up_orders_of_the_older_pack(tmp_path: Path) -> None:
    text = NEWER.replace('kind = "приказ"', 'kind = "приказ"\nreplaces = ["D1"]')
    newer = load_pack(folder_of(tmp_path, text))
    (shown,) = sample_orders(newer, replace(newer, id="прежний"))
    assert (shown.title, shown.document, shown.replaced_by) == ("О деле", "D1", ("D1",))
    assert [order.document for order in sample_orders(newer, None)] == ["D1"]


def test_the_shipped_pack_keeps_its_records_in_the_file() -> None:
    pack = load_pack(Path("doc_templates/sferum-2023"))
    assert [spec.id for spec in pack.documents if spec.record] == ["D12", "D14", "D16"]
    ended = {spec.id for spec in pack.documents if is_repealable(spec)}
    assert {"D01", "D02", "D03", "D08", "D09", "D10", "D27"} <= ended
    assert not ended & {"D12", "D14", "D16", "D19"}


def test_a_pack_with_faults_tells_them_all(tmp_path: Path) -> None:
    with pytest.raises(FaultsError) as told:
        load_pack(folder_of(tmp_path, WRONG[0][0].replace('id = "малый"', 'id = ""')))
    assert {"empty", "succeeds_nothing"} <= {fault.code for fault in told.value.faults}
