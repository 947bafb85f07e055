"""The forms of the register: what they say to the letter, in cases and genders, and that they keep the standard."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from sferum_docs.docengine import check_file, file_text
from sferum_docs.documents.making.office_papers import (
    OrderOfPaper,
    RefusalFacts,
    SheetLine,
    refusal_act,
    signature_sheet,
)
from sferum_docs.gost.check import check
from sferum_docs.gost.model import Facts, Profile
from sferum_docs.services.packet.school_file import read_sample
from sferum_docs.services.packs.choose import PACKS, find_pack

SCHOOL = read_sample(find_pack("sferum-2023"), "full").school
ORDER = OrderOfPaper("приказ", "О режиме работы", "58/2026-ОД", date(2026, 11, 28))
DAY = date(2026, 12, 1)
SHAMIL, ISAEVA = "Омаров Шамиль Курбанович", "Исаева Шахрузат Абдулкадыровна"


def template(name: str) -> bytes:
    return Path(PACKS, "office", f"{name}.docx").read_bytes()


def act(
    *refused: tuple[str, str], witnesses: tuple[str, ...] = (SHAMIL, "Бек Али Магомедович"), number: str = ""
) -> bytes:
    return refusal_act(template("акт об отказе"), SCHOOL, ORDER, RefusalFacts(DAY, refused, witnesses, number))


def sheet() -> bytes:
    lines = [
        SheetLine(SHAMIL, "заместитель директора", date(2026, 11, 30), "подписано"),
        SheetLine(ISAEVA, "учитель", None, "отказ, акт от 01.12.2026"),
        SheetLine("Ким Светлана Юрьевна", "учитель химии", None, ""),
    ]
    return signature_sheet(template("лист ознакомления"), SCHOOL, ORDER, lines, DAY)


def said(content: bytes) -> list[str]:
    texts = (line.text.replace("\u00a0", " ").replace("\u2011", "-").strip() for line in file_text(content).lines)
    return [text for text in texts if text and text != "[PAGE]"]


def test_the_act_of_one_says_who_refused_and_before_whom() -> None:
    text = said(act(("Ким Светлана Юрьевна", "учитель химии")))
    assert text[text.index("АКТ") + 1 :] == [
        "01.12.2026",
        "№ ____",
        "с. Верхнереченское",
        "Об отказе подписать ознакомление с приказом",
        "Акт составлен в присутствии свидетелей:",
        "— заместителя директора по учебно-воспитательной работе Омарова Шамиля Курбановича;",
        "— Бека Али Магомедовича.",
        (
            "01.12.2026 учителю химии Ким Светлане Юрьевне было предложено ознакомиться под подпись с приказом "
            "от 28.11.2026 № 58/2026-ОД «О режиме работы». Подписать ознакомление Ким С. Ю. отказалась."
        ),
        "Объяснение, если дано: ________________________________________",
        "Содержание акта подтверждаем личными подписями.",
        "Заместитель директора по учебно-воспитательной работе",
        "Ш. К. Омаров",
        "Свидетель",
        "А. М. Бек",
    ]


def test_the_act_bears_the_number_that_was_typed() -> None:
    assert "№ 3-А" in said(act(("Ким Светлана Юрьевна", ""), number="3-А"))


@pytest.mark.parametrize("paper", [lambda: act(("Ким Светлана Юрьевна", ""), number="3-А"), sheet])
def test_no_number_breaks_after_its_hyphen(paper: Callable[[], bytes]) -> None:
    text = "\n".join(line.text for line in file_text(paper()).lines)
    assert "58/2026\u2011ОД" in text
    assert "58/2026-ОД" not in text
    assert "3-А" not in text


def test_the_act_of_several_lists_them_in_the_dative() -> None:
    text = said(act(("Гаджиев Рашид Исаевич", "учитель"), ("Алиева Патимат Омаровна", "")))
    assert "— учителю Гаджиеву Рашиду Исаевичу;" in text
    assert "— Алиевой Патимат Омаровне." in text
    assert "Подписать ознакомление названные работники отказались." in text


@pytest.mark.parametrize("name", ["Один", "Иванов-Водкин Кузьма Сергеевич", "O'Brien", "Мамедова Севиль Ариф кызы"])
def test_a_witness_of_any_name_stops_no_act(name: str) -> None:
    assert check_file(act(("Гаджиев Рашид Исаевич", "учитель"), witnesses=(name, SHAMIL))) == []


def test_the_sheet_shows_what_is_marked_and_leaves_lines_for_the_rest() -> None:
    text = said(sheet())
    assert "с приказом от 28.11.2026 № 58/2026-ОД «О режиме работы»" in text
    assert text[text.index("Заместитель директора") :] == [
        "Заместитель директора", SHAMIL, "30.11.2026", "подписано",
        "2", "Учитель", ISAEVA, "отказ, акт от 01.12.2026",
        "3", "Учитель химии", "Ким Светлана Юрьевна",
        ("Отметки перенесены из журнала регистрации 01.12.2026: подписано 1, отказались по акту 1, не подписано 1. "
        "Подписи, собранные раньше, — на прежнем листе."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "kind"),
    [(act(("Гаджиев Рашид Исаевич", "учитель")), "акт"), (sheet(), find_pack("sferum-2023").by_id["D20"].kind)],
    ids=["акт", "лист"],
)
def test_the_forms_keep_the_standard(content: bytes, kind: str) -> None:
    report = check(content, Profile(edition="2025"), Facts(kind=kind))
    assert [(item.code, item.place) for item in report.required] == []
