"""The words of an act follow from its kind, or stand in the pack."""

from pathlib import Path

import pytest

from sferum_docs.directives.words import ANY_ACT, DEMAND, POINT, ActWords
from sferum_docs.packs.reader import load_pack
from sferum_docs.packs.readers.words import read_words
from sferum_docs.reading.records import Record
from sferum_docs.services.packs.choose import PACKS
from tests.packs.test_reader import PACK, faults_of, pack_of
from tests.second_acts import MINISTRY, REQUIREMENTS


def words_of(kind: str, number: str = "7", *, is_act: bool = True, **given: object) -> ActWords:
    faults: list[object] = []
    words = read_words(Record(given, "", faults), kind, number, is_act=is_act)  # type: ignore[arg-type]
    assert not faults
    return words


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("kind", "gender", "forms", "this", "said"),
    [
        ("ПОСТАНОВЛЕНИЕ", "n", "постановление постановления постановлению постановление постановлением постановлении",
         "это", "указанное"),
        ("РАСПОРЯЖЕНИЕ", "n", "распоряжение распоряжения распоряжению распоряжение распоряжением распоряжении",
         "это", "указанное"),
        ("ПРИКАЗ", "m", "приказ приказа приказу приказ приказом приказе", "этот", "указанный"),
        ("УКАЗ", "m", "указ указа указу указ указом указе", "этот", "указанный"),
        ("РЕШЕНИЕ", "n", "решение решения решению решение решением решении", "это", "указанное"),
        ("ПИСЬМО", "n", "письмо письма письму письмо письмом письме", "это", "указанное"),
        ("ИНСТРУКЦИЯ", "f", "инструкция инструкции инструкции инструкцию инструкцией инструкции", "эта", "указанная"),
        ("ТРЕБОВАНИЯ", "p", "требования требований требованиям требования требованиями требованиях",
         "эти", "указанные"),
    ],
)  # fmt: skip
def test_the_kind_of_an_act_is_declined_and_other_words_agree_with_it(
    kind: str, gender: str, forms: str, this: str, said: str
) -> None:
    words = words_of(kind)
    assert (" ".join(words.kind.forms), words.kind.gender) == (forms, gender)
    assert (words.kind.this.nominative.split()[0], words.kind.said.nominative.split()[0]) == (this, said)
    assert plain(words.titled.genitive) == f"{words.kind.genitive} № 7"
    assert plain(words.short) == f"{kind.capitalize()} № 7"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("ПРИКАЗ", ("указанный приказ", "указанного приказа", "указанному приказу", "указанный приказ",
                    "указанным приказом", "указанном приказе")),
        ("ИНСТРУКЦИЯ", ("указанная инструкция", "указанной инструкции", "указанной инструкции", "указанную инструкцию",
                        "указанной инструкцией", "указанной инструкции")),
        ("РАСПОРЯЖЕНИЕ", ("указанное распоряжение", "указанного распоряжения", "указанному распоряжению",
                          "указанное распоряжение", "указанным распоряжением", "указанном распоряжении")),
        ("ТРЕБОВАНИЯ", ("указанные требования", "указанных требований", "указанным требованиям",
                        "указанные требования", "указанными требованиями", "указанных требованиях")),
    ],
)  # fmt: skip
def test_agreement_holds_in_every_case(kind: str, said: tuple[str, ...]) -> None:
    assert words_of(kind).kind.said.forms == said


@pytest.mark.parametrize(
    ("kind", "genitive"),
    [
        ("ПЕРЕЧЕНЬ ПОРУЧЕНИЙ", "перечня поручений"),
        ("ПЛАН МЕРОПРИЯТИЙ", "плана мероприятий"),
        ("СОВМЕСТНЫЙ ПРИКАЗ", "совместного приказа"),
        ("МЕТОДИЧЕСКИЕ РЕКОМЕНДАЦИИ", "методических рекомендаций"),
        ("ПОРУЧЕНИЕ ГУБЕРНАТОРА", "поручения губернатора"),
    ],
)
def test_a_kind_of_several_words_is_declined_by_its_head(kind: str, genitive: str) -> None:
    assert words_of(kind).kind.genitive == genitive


def test_a_list_of_demands_is_called_so_and_cited_in_full() -> None:
    words = words_of("комплект без постановления", "", is_act=False)
    assert (words.titled.genitive, words.clause) == ("требований", DEMAND)
    assert plain(words.clause.cite("3", case="genitive")) == "требования 3"
    assert words.clause.one.agree("исполнен", "исполнена", "исполнено", "исполнены") == "исполнено"


def test_a_pack_may_call_its_demands_otherwise() -> None:
    measures = words_of("ПРИКАЗ", clause="мероприятие").clause
    assert plain(measures.cite("1.2#2", "1.2")) == "мероприятие 1.2 (2-е)"
    assert measures.counted_of == ("мероприятия", "мероприятий", "мероприятий")
    assert plain(words_of("ПРИКАЗ", clause="строка", cited="стр.").clause.cite("4", case="genitive")) == "стр. 4"


@pytest.mark.parametrize(
    ("path", "number", "nominative", "genitive"),
    [
        ("1.7", "1.7", "п. 1.7", "п. 1.7"),
        ("2.2#2", "2.2", "п. 2.2 (2-й)", "п. 2.2 (2-й)"),
        ("2.2#2/-1", "", "абзац п. 2.2 (2-й)", "абзаца п. 2.2 (2-й)"),
        ("2.2#2.1", "2.2.1", "п. 2.2.1", "п. 2.2.1"),
        ("2/а", "", "подп. «а» п. 2", "подп. «а» п. 2"),
        ("1.9/-3", "", "абзац п. 1.9", "абзаца п. 1.9"),
    ],
)
def test_a_clause_is_cited_by_what_is_printed(path: str, number: str, nominative: str, genitive: str) -> None:
    assert [plain(POINT.cite(path, number, case)) for case in ("nominative", "genitive")] == [nominative, genitive]


def test_the_test_packs_say_their_own_words(second_acts: Path) -> None:
    order, demands = (load_pack(second_acts / name).directive for name in (MINISTRY, REQUIREMENTS))
    assert plain(order.words.titled.instrumental) == "приказом № 415"
    assert [plain(clause.label) for clause in order.walk() if clause.number == "1.2"] == ["п. 1.2", "п. 1.2 (2-й)"]
    assert plain(demands.by_path["2.1"].label_in("genitive")) == "требования 2.1"


def test_the_shipped_pack_names_its_words_as_the_rules_would() -> None:
    assert load_pack(PACKS / "sferum-2023").directive.words == words_of("ПОСТАНОВЛЕНИЕ", "262")


def test_without_an_act_in_hand_one_says_act() -> None:
    assert (ANY_ACT.titled.genitive, ANY_ACT.short) == ("акта", "Акт")


@pytest.mark.parametrize(
    ("words", "place", "code"),
    [
        ('kind = "жухля"', "kind", "words_not_declined"),
        ('kind = { forms = ["а", "б"], gender = "мужской" }', "kind.forms", "not_six_cases"),
        ('kind = { forms = ["а", "б", "в", "г", "д", "е"], gender = "общий" }', "kind.gender", "not_a_choice"),
        ('kind = { forms = ["а", "б", "в", "г", "д", "е"] }', "kind.gender", "empty"),
        ('clause = { forms = ["ъ", "ъ", "ъ", "ъ", "ъ", "ъ"], gender = "мужской" }', "clauses", "words_not_declined"),
        ("kind = 7", "kind", "not_a_record"),
        ('knid = "приказ"', "knid", "unknown_key_near"),
    ],
)
def test_words_that_cannot_be_used_are_refused_with_what_to_write(
    tmp_path: Path, words: str, place: str, code: str
) -> None:
    head = "[[clauses]]"
    assert (f"pack.toml: directive.words.{place}", code) in faults_of(
        tmp_path, PACK.replace(head, f"[directive.words]\n{words}\n\n{head}", 1)
    )


def test_a_kind_nobody_can_decline_asks_for_its_forms(tmp_path: Path) -> None:
    strange = PACK.replace('"ПОСТАНОВЛЕНИЕ"', '"ЖУХЛЯ"')
    assert faults_of(tmp_path, strange) == [("pack.toml: directive.words.kind", "words_not_declined")]
    forms = 'kind = { forms = ["жухля", "жухли", "жухле", "жухлю", "жухлей", "жухле"], gender = "женский" }'
    given = strange.replace("[[clauses]]", f"[directive.words]\n{forms}\n\n[[clauses]]", 1)
    assert pack_of(tmp_path, given).directive.words.kind.said.accusative == "указанную жухлю"
