"""What an act says of others that it changes or ends."""

from datetime import date

import pytest

from sferum_docs.acts_reader.amending import ActChange, amendments, plain_number
from sferum_docs.acts_reader.model import ActDraft, DraftNode
from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.sources.texts import from_pasted

HEAD = """АДМИНИСТРАЦИЯ ОЗЁРНОГО РАЙОНА

ПОСТАНОВЛЕНИЕ

от 12.03.2026 № 41

{title}

В соответствии с Федеральным законом от 24.06.2025 № 156-ФЗ администрация района постановляет:

{body}

Глава района                                В. П. Ларина
"""
OF_262 = "О внесении изменений в постановление администрации Озёрного района от 13.10.2023 № 262 «О реализации»"


def told(body: str, title: str = OF_262) -> list[ActChange]:
    return list(amendments(read_act(from_pasted(HEAD.format(title=title, body=body)))))


def clauses(body: str, title: str = OF_262) -> dict[str, str]:
    (change,) = told(body, title)
    assert (change.act.number, change.act.date, change.whole) == ("262", date(2023, 10, 13), False)
    return {clause.number: clause.kind.value for clause in change.clauses}


LEAD = "1. Внести в постановление администрации Озёрного района от 13.10.2023 № 262 следующие изменения:\n"
REWORDED, WORDED, REMOVED, ADDED = "изложен в новой редакции", "изменены слова", "исключён", "добавлен"
MOVED = "получает другой номер"
CHANGES = {
    "1.1. Пункт 1.2 изложить в следующей редакции:\n«1.2. Обеспечить регистрацию до 01.04.2026 и пункт 7.».": {
        "1.2": REWORDED
    },
    "1.1. В пункте 1.3 слова «платформу «Сферум»» заменить словами «пункт 9 Положения».": {"1.3": WORDED},
    "1.1. Пункты 1.5 и 1.6 исключить.": {"1.5": REMOVED, "1.6": REMOVED},
    "1.1. Пункты 1.4–1.7 признать утратившими силу.": dict.fromkeys(("1.4", "1.5", "1.6", "1.7"), REMOVED),
    "1.1. Дополнить пунктом 1.10 следующего содержания:\n«1.10. Представить отчёт.».": {"1.10": ADDED},
    "1.1. Пункт 1 дополнить подпунктом 1.11: «1.11. Назначить ответственного.».": {"1": "изменён", "1.11": ADDED},
    "1.1. Подпункт «б» пункта 2 исключить.": {"2/б": REMOVED},
    "1.1. Подпункт 1.6 пункта 1 исключить.": {"1.6": REMOVED},
    "1.1. Подпункт 2 пункта 3 исключить.": {"3/2": REMOVED},
    "1.1. Пункт 2 исключить, пункты 3 и 4 считать пунктами 2 и 3.": {"2": REMOVED, "3": MOVED, "4": MOVED},
    "1.1. Признать утратившим силу пункт 3; пункт 4 изложить в новой редакции.": {"3": REMOVED, "4": REWORDED},
    '1.1. Дополнить пунктами 5 и 6: "5. Разместить. 6. Пункт 7 исключить.".': {"5": ADDED, "6": ADDED},
    "1.1. В абзаце втором пункта 1.9 цифры «100» заменить цифрами «90».": {"1.9": WORDED},
    "а) пункт 3 изложить в новой редакции: «3. Ответственность.»;\nб) пункт 4 исключить.": {
        "3": REWORDED,
        "4": REMOVED,
    },
}


@pytest.mark.parametrize(("body", "expected"), CHANGES.items())
def test_the_clauses_of_the_changed_act_are_told_not_those_of_this_one(body: str, expected: dict[str, str]) -> None:
    assert clauses(LEAD + body) == expected


def test_a_change_in_one_sentence() -> None:
    body = (
        "1. Внести в постановление администрации Озёрного района от 13.10.2023 № 262 «О реализации» изменение, "
        "изложив пункт 1.2 в следующей редакции: «1.2. Обеспечить.»."
    )
    assert clauses(body, "О внесении изменения") == {"1.2": REWORDED}


@pytest.mark.parametrize(
    "body",
    [
        "1. Изложить пункт 1.3 постановления администрации района № 262 от 13.10.2023 в новой редакции: «1.3. Да.».",
        (
            "В постановление администрации района от 13 октября 2023 года № 262 внести изменение: пункт 1.3 изложить "
            "в следующей редакции: «1.3. Да.»."
        ),
    ],
)
def test_the_act_is_cited_before_the_verb_or_behind_its_clause(body: str) -> None:
    assert clauses(body, "О внесении изменений в муниципальный правовой акт") == {"1.3": REWORDED}


def test_what_a_title_says_alone_names_no_clause() -> None:
    assert clauses("1. Приложение изложить в новой редакции согласно приложению.") in ({}, {"": REWORDED})


def test_an_act_that_is_ended_as_a_whole_and_one_of_which_a_part_is() -> None:
    body = (
        "1. Признать утратившим силу постановление администрации района от 13.10.2023 № 262 «О реализации».\n"
        "2. Признать утратившим силу пункт 3 постановления администрации района от 08.06.2022 № 530."
    )
    whole, part = told(body, "О признании утратившими силу постановлений")
    assert (whole.act.number, whole.whole, whole.clauses) == ("262", True, ())
    assert (part.act.number, part.whole) == ("530", False)
    assert [(item.number, item.kind.value) for item in part.clauses] == [("3", REMOVED)]


@pytest.mark.parametrize(
    "body",
    [
        "1. Обеспечить внесение изменений в локальные акты в соответствии с Федеральным законом от 01.04.2025 № 41-ФЗ.",
        "1. Исключить использование иностранных мессенджеров.\n2. Дополнить план работы пунктом 5.",
        "1. Заменить окна до 01.09.2026.",
    ],
)
def test_an_ordinary_act_changes_none(body: str) -> None:
    assert told(body, "Об организации работы") == []


def test_new_wording_over_many_lines_is_no_change_by_itself() -> None:
    body = LEAD + (
        "1.1. Пункт 1.2 изложить в следующей редакции:\n«1.2. Руководителям:\nа) пункт 5 исключить;\n"
        "б) пункт 6 дополнить.».\n1.2. Пункт 1.3 исключить."
    )
    found = clauses(body)
    assert found["1.2"] == REWORDED
    assert "5" not in found
    assert "6" not in found


def test_numbers_are_compared_by_what_is_printed() -> None:
    assert plain_number("№ 305/ОТ") == plain_number("305/OT")
    assert plain_number("151-о") != plain_number("151")


def test_ten_thousand_changes_are_told_soon() -> None:
    nodes = tuple(DraftNode(str(at), str(at), f"{at}.", f"Пункт {at} исключить.") for at in range(1, 10_001))
    draft = ActDraft(kind="ПОСТАНОВЛЕНИЕ", title=OF_262, nodes=nodes)
    (change,) = amendments(draft)
    assert 300 < len(change.clauses) < 1000
