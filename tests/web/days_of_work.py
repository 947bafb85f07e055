"""Two first days of a school as hands do them: the smallest set from nothing, and messy lists to every document."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.services.users.setup_code import setup_code
from tests.web.hands import Hands

if TYPE_CHECKING:
    from flask import Flask

    from tests.web.pages import SchoolClient

HEAD = "Магомедова Патимат Гаджиевна"
STAFF_35 = Path(__file__).with_name("staff_35.tsv").read_text(encoding="utf-8")
# as schools write them: headings of their own, names short, categories in their own words
_CHATS = """
№ п/п|Чат|Где сейчас|Для кого|Человек|Администратор чата
1|Педагоги школы|ватсап|учителя|28|Омаров Ш.К.
2|Совещание|WhatsApp|администрация|6|Омаров Ш. К.
3|Техперсонал|WhatsApp|техперсонал|9|Гасанов Р.М.
4|МО начальных классов|Телеграм|методобъединение|7|Мамедова С. А.
5|Родители 1 «А»|WhatsApp|родители|24|Курбанова Б. Р.
6|Родители 2 «А»|WhatsApp|родители|26|Таймазова Х. Т.
7|1 «А» дети|WhatsApp|ученики|25|Курбанова Барият Рамазановна
8|Родители 5 «А»|вайбер|родители|22|Шевченко О.П.
9|5 «А» ученики|Telegram|ученики|21|Шевченко О.П.
10|Родители 7 «Б»|WhatsApp|родители|27|Черных И. И.
11|7 «Б» ученики|Telegram|ученики|27|Черных И. И.
12|Родительский комитет|WhatsApp|родительский комитет|11|Исаева Ш. А.
13|Кружок робототехники|Telegram|ученики|12|Алиев А.
14|Библиотека|VK Мессенджер|все работники|33|Соловей Д. Я.
"""
CHATS_14 = _CHATS.lstrip().replace("|", "\t")


def set_up(hands: Hands, code: str) -> None:
    """The first person, then the school: six fields."""
    hands.type("code", code)
    hands.type("name", HEAD)
    hands.type("login", "магомедова")
    for field in ("password", "again"):
        hands.type(field, "речка мел глобус 7")
    hands.press("Начать работу")
    hands.follow("Заполнить данные школы")
    hands.type("inn", "9900000031")
    hands.type("full_name", "Муниципальное казённое общеобразовательное учреждение «Ключевская СОШ»")
    hands.type("short_name", "МКОУ «Ключевская СОШ»")
    hands.type("place", "с. Ключевое")
    hands.type("head-post", "директор")
    hands.press("Сохранить")


def smallest_set(app: Flask, client: SchoolClient) -> Hands:
    """An empty installation to three orders, with a staff of three."""
    hands = Hands(client, client.page("/"))
    set_up(hands, setup_code(Path(app.instance_path)))
    for row, (name, post) in enumerate(
        [
            ("Омаров Шамиль Курбанович", "заместитель директора по УВР"),
            ("Абдулаева Марьям Исаевна", "секретарь"),
        ],
        start=1,
    ):
        hands.type(f"staff-{row}-name", name)
        hands.type(f"staff-{row}-post", post)
    hands.press("Сохранить и дальше")
    hands.follow("Ответственные")
    hands.press("Сохранить и дальше")
    hands.press("Только назначить ответственных и начать")
    hands.press("Сформировать")
    return hands


def messy_lists(app: Flask, client: SchoolClient) -> Hands:
    """An empty installation, a list of 35 and fourteen chats as people write them, to every document of the pack."""
    hands = Hands(client, client.page("/"))
    set_up(hands, setup_code(Path(app.instance_path)))
    hands.open("Взять из Excel")
    hands.paste("text", STAFF_35)
    hands.press("Разобрать строки")
    hands.choose("staff-18-sex", "ж")
    hands.press("Сохранить и дальше")
    hands.open("Взять из Excel")
    hands.paste("text", CHATS_14)
    hands.press("Разобрать строки")
    hands.choose("chats-3-audience", "методическое объединение")  # «методобъединение» is a word it does not know
    hands.press("Сохранить и дальше")
    hands.press("Сохранить и дальше")
    hands.press("Всё, что есть в комплекте")
    hands.press("Сформировать")
    return hands
