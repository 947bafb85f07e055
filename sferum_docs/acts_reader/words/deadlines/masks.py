"""A text with what is never a deadline blotted out, letter for letter."""

from __future__ import annotations

import re

BLOT = "\N{FULL BLOCK}"
_QUOTES = re.compile(r"«[^«»]{0,400}(?:«[^«»]{0,200}»[^«»]{0,200}){0,3}»|\"[^\"]{0,400}\"|“[^“”]{0,400}”")
_DAY_IN_QUOTES = re.compile(r"[«\"“]\s?\d{1,2}\s?[»\"”]")
_DATE = r"(?:\d{1,2}\s?\.\s?\d{1,2}\s?\.\s?\d{2,4}|[«\"“]?\d{1,2}[»\"”]?\s[а-яё]{3,9}\s\d{4})"
_CITED = re.compile(
    rf"(?:\bот|\bза|по\sсостоянию\sна)\s{_DATE}|(?<!по\s)(?<!до\s)(?<!\d){_DATE}\s?(?:г(?:ода|\.)?)?\s?,?\s?(?:№|N)\s?\S+|\bпо\sсостоянию\sна\s\S+\s\S+",
    re.IGNORECASE,
)
_FORCE = re.compile(
    r"\b(?<!дня\s)(?<!даты\s)(?<!момента\s)(?<!после\s)(?:вступ\w{2,8}\sв\s(?:законную\s)?силу|вводится\sв\sдействие|ввести\sв\sдействие|распространя\w{2,6}\s(?:свое\s|своё\s)?(?:действие\s)?на\sправоотношени"
    r"|утрати\w{2,6}\sсилу|прекра\w{2,6}\sдействи)[^;]{0,300}",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:сроком\sна|на\sсрок|срок\w{0,2}\s(?:действия|полномочий|хранения|службы|обучения)"
    r"|на\s(?:период|время)(?=\s(?:с\s|до\s|по\s|отпуск|отсутств|командировк|болезн))"
    r"|(?:действу\w{2,6}|действительн\w{1,3})(?=\s(?:до|по|с|в\sтечение)\s)|хран(?:ить|ени\w{1,2}|ятся|ится)"
    r"|(?:родивш|достигш|поступивш|принявш|прибывш|выбывш|уволивш|работавш|обучавш|зачисленн|выданн|полученн|заключ[её]нн"
    r"|зарегистрированн|созданн|построенн|введ[её]нн|изданн|утвержд[её]нн|приобрет[её]нн|оформленн)\w{2,5}"
    r"(?=\s(?:до|по|с|после|на|не\sпозднее)\s\d)"
    r"|(?:принят|взят)(?:ых|ые|ым|ыми|ого|ой)(?=\s(?:до|по|с|после|на|не\sпозднее)\s\d))\s[^,;.]{0,80}",
    re.IGNORECASE,
)
_HOURS = re.compile(r"\bс\s\d{1,2}[.:-]\d\d\s(?:час\w{0,3}\s)?до\s\d{1,2}[.:-]\d\d(?![.\d])")
_BLOTTED = (  # each with the stems without which it finds nothing, and whether it needs figures
    (_CITED, ("от", "за", "состояни", "№", "n"), True),
    (_FORCE, ("силу", "действи", "правоотношени"), False),
    (_TERM, ("срок", "период", "врем", "действ", "хран", "вш", "гш", "нн", "принят", "взят"), False),
    (_HOURS, ("до",), True),
)
_FIGURES = re.compile(r"\d")
_BETWEEN_DIGITS = re.compile(r"(?<=[\d.])[ОоOoЗзlI](?=[\d.])|(?<=[\d.])[ОоOoЗз](?=\s?[а-я]{3})")
_FIGURE = str.maketrans("ОоOoЗзlI", "00003311")


def open_text(text: str) -> str:
    """The text without quotations, cited acts, terms of storage and of force; figures of a scan put right.

    >>> open_text("хранить пробы в течение 48 часов до 2О.10.2026").count("до")
    0
    """
    quoted = without_quotations(text)
    dated = _FIGURES.search(quoted) is not None
    low = quoted.lower()
    for pattern, stems, of_figures in _BLOTTED:
        if (dated or not of_figures) and any(stem in low for stem in stems):
            quoted = pattern.sub(_blot, quoted)
    return quoted


def without_quotations(text: str) -> str:
    """The text with every quotation blotted out, letter for letter; figures of a scan put right."""
    dated = _FIGURES.search(text) is not None
    figures = _BETWEEN_DIGITS.sub(lambda found: found[0].translate(_FIGURE), text) if dated else text
    return _QUOTES.sub(_quotation, figures) if any(sign in text for sign in '«"“') else figures


def _quotation(found: re.Match[str]) -> str:
    return found[0] if _DAY_IN_QUOTES.fullmatch(found[0]) else _blot(found)


def _blot(found: re.Match[str]) -> str:
    return BLOT * len(found[0])
