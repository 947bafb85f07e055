"""Papers, titles, questions and clauses of a body are in its own words: a kindergarten's, a college's."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from sferum_docs.directives.coverage import CoverageState, coverage
from sferum_docs.documents.consistency.duties import duty_faults
from sferum_docs.documents.requests.packet_request import PacketRequest
from sferum_docs.documents.requests.proposals import questions
from sferum_docs.packs.reader import read_pack
from sferum_docs.schools.bodies.words import kind_words
from sferum_docs.schools.lists.audiences import audiences
from sferum_docs.schools.model import Person, School, SchoolKind
from sferum_docs.services.packet.make import prepare
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.packs.shelf import check_pack
from tests.builders import STAFF, a_chat, a_person, a_school, holders
from tests.services.test_papers import text

DAY = date(2023, 10, 16)
PACK = find_pack("sferum-2023")
FAMILY = "Родители средней группы"
PARENTS, PUPILS = "класс (родители)", "класс (обучающиеся)"


def a_body(kind: SchoolKind, name: str, short: str) -> School:
    """A body of a kind whose name says no word of a school."""
    staff = (*(person for person in STAFF if not person.class_name), a_person())
    chats = (
        a_chat("Коллектив"),
        a_chat(FAMILY, audience="класс (родители)"),
        a_chat("Наши", audience="класс (обучающиеся)"),
    )
    return a_school(kind=kind, full_name=name, short_name=short, founder="", staff=staff, chats=chats)


BODIES = {
    SchoolKind.KINDERGARTEN: a_body(
        SchoolKind.KINDERGARTEN, "МБДОУ «Детский сад № 2 «Солнышко»", "МБДОУ «Детский сад № 2 «Солнышко»"
    ),
    SchoolKind.EXTRA: a_body(SchoolKind.EXTRA, "МКУ ДО «Дом детского творчества»", "МКУ ДО «ДДТ»"),
    SchoolKind.COLLEGE: a_body(SchoolKind.COLLEGE, "ГБПОУ «Аграрный техникум»", "ГБПОУ «Аграрный техникум»"),
}
# what the act, other acts and the platform are called, and what the act counts: words of others
_OF_OTHERS = re.compile(
    r"совета обучающихся|"
    r"[«„]Мо[а-я]+ школ[а-я]+[»“]|дошкольного|Ученик[аио]\w* ?(?:всего|:)|количество учеников|«?Ученики, связавшие|"
    r"аккаунты ЭЖД (?:учеников|учителей)|Количество учеников, связавших",
    re.IGNORECASE,
)


def papers(school: School) -> dict[str, str]:
    pack = PACK.of_school(school)
    answers = {
        name: {item.field.key: item.default for item in questions(pack.by_id[name], pack, DAY)} for name in pack.by_id
    }
    made = prepare(school, PACK, PacketRequest(DAY, tuple(pack.by_id), answers))
    return {item.spec.id: _OF_OTHERS.sub("", text(item.content)) for item in made}


@pytest.fixture(scope="module", params=BODIES, ids=str)
def body(request: pytest.FixtureRequest) -> tuple[School, dict[str, str]]:
    school = BODIES[request.param]
    return school, papers(school)


_PUPILS = r"\bобучающи(?:еся|хся|мся|мися)\b"
FOREIGN = {
    SchoolKind.KINDERGARTEN: rf"\w*школ\w*|\bкласс\w*|{_PUPILS}|\bстудент\w*|\bученик\w*",
    SchoolKind.EXTRA: r"\w*школ\w*|\bкласс\w*|воспитанник\w*|\bстудент\w*|\bученик\w*",
    SchoolKind.COLLEGE: rf"\w*школ\w*|\bкласс\w*|воспитанник\w*|{_PUPILS}",
}


def test_no_paper_calls_a_body_by_the_words_of_another(body: tuple[School, dict[str, str]]) -> None:
    school, said = body
    foreign = re.compile(FOREIGN[school.requisites.kind], re.IGNORECASE)
    found = {name: [line for line in words.splitlines() if foreign.search(line)] for name, words in said.items()}
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_titles_name_the_body() -> None:
    said = {kind: PACK.of_school(school).by_id["D04"].title for kind, school in BODIES.items()}
    assert [title.rpartition(" деятельности ")[2] for title in said.values()] == [
        "детского сада", "учреждения", "техникума",
    ]  # fmt: skip
    assert PACK.of_body(kind_words(SchoolKind.GYMNASIUM)).by_id["D04"].title.endswith("деятельности гимназии")
    assert PACK.by_id["D04"].title.endswith("деятельности организации")


@pytest.mark.parametrize("kind", [SchoolKind.KINDERGARTEN, SchoolKind.EXTRA])
def test_a_body_without_a_journal_is_not_told_to_use_one(kind: SchoolKind) -> None:
    said = papers(BODIES[kind])
    assert (
        "средствами служебного общения являются: ИКОП «Сферум» (VK Мессенджер); служебная электронная почта."
        in said["D04"]
    )
    assert "наряду со служебной электронной почтой." in said["D03"]
    assert "кроме тех, которые считаются только по электронному журналу" in said["D01"]
    assert "электронный журнал и дневник (ЭЖД)" in papers(BODIES[SchoolKind.COLLEGE])["D04"]


def test_children_of_a_kindergarten_are_in_no_chat() -> None:
    said = papers(BODIES[SchoolKind.KINDERGARTEN])
    assert "чате воспитанников" not in said["D10"]
    assert "Участники общения: работники и родители (законные представители) воспитанников." in said["D10"]
    assert "Воспитателям не позднее" in said["D03"]


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        (SchoolKind.KINDERGARTEN, "воспитатель или другой педагогический работник"),
        (SchoolKind.EXTRA, "педагог"),
    ],
)
def test_families_are_told_once_who_invites_them(kind: SchoolKind, who: str) -> None:
    assert f"приглашение, которое передал {who}, войдите" in papers(BODIES[kind])["D21"]


def test_chats_are_of_the_groups_of_the_body_and_bear_its_name() -> None:
    said = papers(BODIES[SchoolKind.KINDERGARTEN])
    for name in ("D09", "D11"):
        assert "группа (родители)" in said[name]
        assert f"Детский сад № 2 «Солнышко», {FAMILY}, 2023/2024" in said[name]


def test_who_leads_the_groups_is_named_by_kind_and_number() -> None:
    one = kind_words(SchoolKind.SECONDARY)
    assert [one.tutors_of(count)[2] for count in (0, 1, 2)] == [
        "педагогическим работникам", "классному руководителю", "классным руководителям",
    ]  # fmt: skip
    assert kind_words(SchoolKind.KINDERGARTEN).tutors_of(0)[2] == "воспитателям"


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        (SchoolKind.PRIMARY, "1–4", "классов"),
        (SchoolKind.SECONDARY, "10-11", "классов"),
        (SchoolKind.SECONDARY, "5 «А», 6 «Б»", "классов"),
        (SchoolKind.SECONDARY, "5 и 6", "классов"),
        (SchoolKind.SECONDARY, "5 «А»", "класса"),
        (SchoolKind.SECONDARY, "11-А", "класса"),
        (SchoolKind.KINDERGARTEN, "«Кот и пёс»", "группы"),
        (SchoolKind.KINDERGARTEN, "старшая и подготовительная", "групп"),
    ],
)
def test_who_leads_several_classes_leads_them_in_the_plural(kind: SchoolKind, name: str, expected: str) -> None:
    assert kind_words(kind).unit_of(name)[1] == expected


def test_papers_and_warnings_name_what_a_worker_leads_in_the_words_of_the_body() -> None:
    leads = a_person(class_name="старшая и подготовительная")
    assert "чаты групп старшая и подготовительная" in papers(with_tutor(leads))["D02"]
    away = with_tutor(replace(leads, exempt="отпуск по уходу за ребёнком"))
    pack = PACK.of_school(away)
    said = "".join(fault.sentence() for fault in duty_faults(away, pack, PacketRequest(DAY, ("D02",), {})))
    assert "ведёт группы старшая и подготовительная: обязанности воспитателя в приказе никому не поручены" in said


def with_tutor(tutor: Person) -> School:
    garden = BODIES[SchoolKind.KINDERGARTEN]
    chats = tuple(replace(chat, owner=STAFF[2].full_name) for chat in garden.chats)
    others = (person for person in STAFF if not person.class_name)
    return replace(garden, staff=(*others, tutor), chats=chats, responsible=holders(*[STAFF[2].full_name] * 3))


def test_a_register_counts_the_workers_that_the_body_has_and_explains_what_it_shortens() -> None:
    heading = papers(BODIES[SchoolKind.KINDERGARTEN])["D11"]
    assert "Педагоги, чел." in heading
    assert "Учителя, чел." not in heading
    assert "ЭЖД — электронный журнал и дневник" in heading, "its column is there, crossed out or not"


@pytest.mark.parametrize("kind", list(SchoolKind))
def test_every_kind_of_body_has_all_its_words(kind: SchoolKind) -> None:
    words = kind_words(kind)
    assert all(len(forms) == 6 and all(forms) for forms in words.by_tag().values())
    assert {words.audience(item.name) for item in audiences()} >= {"администрация", "кружок"}


def test_items_that_a_journal_counts_bind_only_who_keeps_one() -> None:
    for kind, expected in (
        (SchoolKind.KINDERGARTEN, CoverageState.OTHERS),
        (SchoolKind.LYCEUM, CoverageState.POSSIBLE),
    ):
        pack = PACK.of_body(kind_words(kind))
        states = {row.clause.path: row.state for row in coverage(pack.directive, pack.plans(), {})}
        assert [states["1.9/-7"], states["1.9/-8"]] == [expected, expected]
        assert states["1.9/-6"] is CoverageState.POSSIBLE


def test_what_is_laid_over_a_pack_stays_in_the_words_of_a_body() -> None:
    own = PACK.with_templates({"D04": b"own"})
    assert own.of_body(kind_words(SchoolKind.KINDERGARTEN)).by_id["D04"].own_template == b"own"
    said = own.of_body(kind_words(SchoolKind.KINDERGARTEN)).of_body(kind_words(SchoolKind.LYCEUM))
    assert said.by_id["D04"].title.endswith("лицея")


@pytest.mark.parametrize(
    ("old", "new", "code", "place"),
    [
        (
            '{{ школа.слово|родительный }}"\nkind = "приказ"',
            '{{ школа.слова }}"\nkind = "приказ"',
            "unknown_body_word",
            "D04",
        ),
        ('kinds = ["ДОУ", "ДО", "иное"]', 'kinds = ["ДДУ"]', "not_a_choice", "разрешённые"),
        (
            'default = ["ИКОП «Сферум» (VK Мессенджер)", "служебная электронная почта"], default_since',
            "default = 5, default_since",
            "bad_default",
            "разрешённые",
        ),
    ],
)
def test_a_pack_with_a_wrong_word_or_kind_is_refused(tmp_path: Path, old: str, new: str, code: str, place: str) -> None:
    source = (PACK.folder / "pack.toml").read_text(encoding="utf-8")
    assert old in source
    (tmp_path / "pack.toml").write_text(source.replace(old, new), encoding="utf-8")
    for template in PACK.folder.glob("*.docx"):
        (tmp_path / template.name).write_bytes(template.read_bytes())
    reading = read_pack(tmp_path)
    assert reading.pack is None
    assert [(fault.code, place in fault.place) for fault in reading.faults] == [(code, True)]


def test_the_shipped_pack_is_right_for_every_kind_of_body() -> None:
    pack = check_pack(PACK.folder)
    for kind in SchoolKind:
        said = pack.of_body(kind_words(kind))
        assert said.words is not None
        assert said.words.kind is kind
        assert "{{" not in "".join(spec.title + spec.purpose for spec in said.documents)
