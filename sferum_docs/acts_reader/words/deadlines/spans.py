"""Deadlines counted from something, or named by it: «в течение 5 дней со дня …», «до начала учебного года», at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sferum_docs.acts_reader.words.deadlines.dates import MONTH_ONLY, MONTHS, torn
from sferum_docs.acts_reader.words.deadlines.parts import Part, Sure, part, rule
from sferum_docs.acts_reader.words.forms import is_infinitive
from sferum_docs.directives.model import DayType, Deadline, DeadlineKind

if TYPE_CHECKING:
    from datetime import date

_NUMERALS = {
    "одного": 1, "одном": 1, "двух": 2, "трех": 3, "четырех": 4, "пяти": 5, "шести": 6, "семи": 7,
    "восьми": 8, "девяти": 9,
    "десяти": 10, "двенадцати": 12, "четырнадцати": 14, "пятнадцати": 15, "двадцати": 20, "тридцати": 30, "сорока": 40,
    "шестидесяти": 60, "девяноста": 90, "один": 1, "два": 2, "три": 3, "пять": 5, "десять": 10,
    "одну": 1, "две": 2, "четыре": 4,
    "шесть": 6, "семь": 7, "восемь": 8, "девять": 9, "пятнадцать": 15, "двадцать": 20, "тридцать": 30,
    "однодневный": 1, "суточный": 1, "недельный": 7, "месячный": 30, "декадный": 10,
}  # fmt: skip
_WORDS = (
    "одного|двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти|десяти|двенадцати|четырнадцати|пятнадцати"
    "|двадцати|тридцати|сорока|шестидесяти|девяноста|один|одну|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять"
    "|пятнадцать|двадцать|тридцать"
)
_COUNT = rf"(\d{{1,3}}|{_WORDS})(?:\s?-?\s?(?:ти|х|и|го|ми)\b)?(?:\s?\(\s?(?:\d{{1,3}}|\w{{3,14}})\s?\))?"
_TYPE = r"(?:\s(рабоч\w{1,3}|календарн\w{1,3}|учебн\w{1,3}|банковск\w{1,3}))?"
_UNIT = r"\s(дн(?:я|ей)|день|сут(?:ок|ки)|недел[ьяию]|месяц(?:а|ев)?|час(?:а|ов)?|минут)"
_LEAD = (
    rf"(?:{torn('в')}\s{torn('течени')}\s?[еи]|в\sсрок\s(?:не\s(?:позднее|более)|до)|не\sпозднее(?:,?\sчем)?(?:\s(?:через|в\sтечение))?"
    r"|не\sпозже(?:\sчем)?(?:\sчерез)?|через|по\sистечении|в\sсрок,?\sне\sпревышающий|не\sболее\sчем\s(?:через|за))"
)
_FROM = (
    r"(?:\s?,?\s(?:(?:считая|начиная|исчисляем\w{2,4})\s)?(?:со\sдня|с\sмомента|с\sдаты|от\sдаты|от\sдня|с\sо?момента|после)"
    r"((?:\s[^\s,;:.()]+){1,14}))?"
)
_SHORT = r"дневн|недельн|месячн|часов|декадн|суточн"
_EVENT_NOUN = (
    r"начал\w{1,2}|окончани\w|завершени\w|открыти\w|закрыти\w|наступлени\w|конц\w|проведени\w|ввод\w|истечени\w"
    r"|прибыти\w|подведени\w"
)
# what follows belongs to the name of a plan, or says what one is ready for
_APPROVED = re.compile(r"(?:утвердить\s|готовност\w{1,2}\s|о\sподготовке\s|о\sходе\s)[^,;:.]{0,200}$", re.IGNORECASE)
_REST = r"(?:\s[^\s,;:.()]+){0,10}"
_WORD = re.compile(r"\S+\s*")
_HOURS = {"ча": 24, "ми": 24 * 60}


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _NUMERALS[word.casefold().replace("ё", "е")]


def _days(count: int, unit: str) -> int:
    """Whole days; a part of a day is none."""
    scale = {"не": 7, "ме": 30}.get(unit[:2].casefold())
    if unit[:2].casefold() in _HOURS:
        return count // _HOURS[unit[:2].casefold()]
    return count * (scale or 1)


def _cut(words: str) -> tuple[str, int]:
    """The event up to the verb that follows it, and how many letters that is."""
    end = 0
    for word in _WORD.finditer(words):
        if is_infinitive(word[0].strip()) or word[0].strip().casefold() in _STOPS:
            break
        end = word.end()
    return words[:end].strip(), len(words[:end].rstrip())


_STOPS = frozenset(
    [
        "и",
        "–",
        "-",
        "—",
        "в",
        "до",
        "руководителям",
        "директорам",
        "руководитель",
        "ответственным",
        "не",
        "через",
        "посредством",
        "путём",
        "путем",
    ]
)


def _counted(found: re.Match[str], _day: date | None) -> Part:
    """«В течение 10 рабочих дней со дня опубликования настоящего постановления»."""
    count, kind, unit, event = found.groups()
    return _relative(found, _days(_number(count), unit), kind or "", event or "", 4)


def _one(found: re.Match[str], _day: date | None) -> Part:
    """«В течение недели», «в течение рабочего дня», «в течение суток»."""
    kind, unit, event = found.groups()
    days = 0 if unit.casefold().startswith("час") else _days(1, unit)
    return _relative(found, days, kind or "", event or "", 3)


def _short(found: re.Match[str], _day: date | None) -> Part:
    """«В десятидневный срок», «в 3-дневный срок», «в месячный срок», «в двухнедельный срок»."""
    number, stem, event = found.groups()
    unit = {
        "дневн": "дней",
        "недел": "недель",
        "месяч": "месяцев",
        "часов": "часов",
        "декад": "декад",
        "суточ": "суток",
    }
    count = _number(number) if number else 1
    days = count * 10 if stem.startswith("декад") else _days(count, unit[stem[:5].casefold()])
    return _relative(found, days, "", event or "", 3)


def _relative(found: re.Match[str], days: int, kind: str, event: str, group: int) -> Part:
    said, length = _cut(event)
    end = found.start(group) + length if event else found.end()
    type_ = DayType.WORKING if kind.casefold().startswith("рабоч") else DayType.CALENDAR
    deadline = Deadline(DeadlineKind.RELATIVE, days=days, day_type=type_, event=said)
    return Part(found.start(), end, deadline, code="" if days else "deadline_hours")


def _before(found: re.Match[str], _day: date | None) -> Part:
    """«Не позднее чем за 10 дней до начала мероприятия»: counted back, as the words of the event say."""
    count, kind, unit, event = found.groups()
    said, length = _cut(event)
    type_ = DayType.WORKING if (kind or "").casefold().startswith("рабоч") else DayType.CALENDAR
    deadline = Deadline(DeadlineKind.RELATIVE, days=_days(_number(count), unit), day_type=type_, event=f"до {said}")
    return Part(found.start(), found.start(4) + length, deadline)


def _one_before(found: re.Match[str], _day: date | None) -> Part:
    """«За неделю до начала учебного года»."""
    said, length = _cut(found[2])
    deadline = Deadline(DeadlineKind.RELATIVE, days=_days(1, found[1]), day_type=DayType.CALENDAR, event=f"до {said}")
    return Part(found.start(), found.start(2) + length, deadline)


def _next_day(found: re.Match[str], _day: date | None) -> Part:
    type_ = DayType.WORKING if "рабоч" in found[0].casefold() else DayType.CALENDAR
    said, length = _cut(found[1] or "")
    end = found.start(1) + length if found[1] else found.end()
    return Part(found.start(), end, Deadline(DeadlineKind.RELATIVE, days=1, day_type=type_, event=said))


def _event(found: re.Match[str], _day: date | None) -> Part | None:
    """«До начала учебного года», «по завершении экзаменов», «к началу отопительного периода»."""
    if _APPROVED.search(found.string, 0, found.start()):
        return None
    _said, length = _cut(found[1])
    end = found.start(1) + length
    return Part(found.start(), end, Deadline(DeadlineKind.EVENT)) if length else None


def _vague(found: re.Match[str], _day: date | None) -> Part:
    """«В течение учебного года», «до сентября 2026 года»: a time without a day."""
    return part(found, DeadlineKind.EVENT, Sure.HARDLY, "deadline_vague")


def _at_once(found: re.Match[str], _day: date | None) -> Part:
    return part(found, DeadlineKind.ASAP)


_ASAP = "|".join(torn(word) + r"\b" for word in ("незамедлительно", "безотлагательно", "немедленно", "неотложно"))
_BY_MONTH = " ".join(f"{by}{month}" for by in ("до", "к", "в", "течение", "по") for month in MONTHS.split())
_YEAR = r"\s(?:20\d\d(?:\s?[/–-]\s?(?:20)?\d\d)?\s?(?:учебного\s)?(?:года|г\.)?|(?:\w{3,12}\s)?года)"
RULES = (
    rule(
        r"(?:не\s(?:позднее|позже),?\s(?:чем\s)?)?за\s(день|сутки|неделю|месяц)\sдо((?:\s[^\s,;:.()]+){1,12})",
        _one_before, "деньдо суткидо неделюдо месяцдо"),
    rule(rf"(?:{_LEAD})\s{_COUNT}{_TYPE}{_UNIT}\b{_FROM}", _counted, "течени поздн позже через истечени срок болеечем"),
    rule(
        r"(?:(?:не\s(?:позднее|позже|менее),?\s(?:чем\s)?)?за|не\s(?:позднее"
        rf"|позже))\s{_COUNT}{_TYPE}{_UNIT}\sдо((?:\s[^\s,;:.()]+){{1,12}})", _before,
            "деньдо днейдо дняхдо днядо неделюдо неделидо недельдо месяцдо месяцадо месяцевдо сутокдо суткидо часадо "
            "часовдо часдо"),
    rule(
        rf"{torn('в')}\s{torn('течени')}\s?[еи](?:\s(рабочего|календарного|одного))?\s(дня|суток|недели|месяца"
        rf"|часа)\b{_FROM}", _one, "течени"),
    rule(
        rf"в\s(?:(\d{{1,2}}|{_WORDS})[\s-]{{0,2}}(?:х|ти)?[\s-]{{0,2}})?({_SHORT})ый\sсрок\b{_FROM}",
        _short, "ыйсрок"),
    rule(
        rf"(?:не\sпозднее|на|в\sтечение|до\sконца)\s(?:следующ(?:его|ий)|перв(?:ого|ый))\s(?:рабоч\w{{1,3}}\s"
        rf"|календарн\w{{1,3}}\s)?д(?:ня|ень){_FROM}", _next_day, "следующ перв"),
    rule(rf"(?:до|после)((?:\s(?:момента|дня))?\s(?:{_EVENT_NOUN})\b{_REST})",
        _event, "начал окончани завершени открыти закрыти наступлени конц проведени ввод истечени прибыти подведени"),
    rule(rf"по((?:\sистечении)?\s(?:окончани|завершени|истечени|прибыти)[ию]\b{_REST})",
        _event, "окончани завершени истечени прибыти"),
    rule(rf"к((?:о\sдню|\sначалу|\sконцу|\sоткрытию|\sокончанию|\sзавершению|\sмоменту)\b{_REST})",
        _event, "кодню кначалу кконцу коткрытию кокончанию кзавершению кмоменту"),
    rule(rf"перед(\s(?:началом|окончанием|проведением|открытием|завершением)\b{_REST})",
        _event, "перед"),
    rule(rf"в(\s(?:начале|конце)\b{_REST})",
        _event, "вначале вконце"),
    rule(
        rf"(?:не\sпозднее|до)(\sдня,?\s(?:предшествующего|следующего|предыдущего|начала|окончания|проведения)\b{_REST}"
        r"(?:,?\sследующего\sза\sдн[её]м)?)",
        _event, "дня"),
    rule(rf"накануне(\s[^\s,;:.()]+{_REST})",
        _event, "накануне"),
    rule(
        r"в\sдень(\s(?:поступлени|получени|обращени|проведени|начал|окончани|подписани|выявлени)\w{1,2}"
        rf"{_REST})",
        _event, "вдень"),
    rule(
        r"(?:в\s(?:период|дни)\s|на\s)?(?:во\sвремя\s)?(?:весенних|осенних|зимних|летних)\s(?:школьных\s)?каникул",
        _vague, "каникул"),
    rule(
        r"по\sитогам\s(?:учебного\s|календарного\s|отч[её]тного\s|каждой\s)?(?:года|четверти)\b",
        _vague, "итогам"),
    rule(rf"в\sтечение(?:\sвсего)?{_YEAR}",
        _vague, "течени"),
    rule(r"в\sтечение\s(?:\w{1,12}\s)?(?:квартала|полугодия|четверти|лета|летнего\sпериода)",
        _vague, "течени"),
    rule(
        r"(?:до|в|к|не\sпозднее)\s(?:перв|втор|треть|последн|[1-3I]{1,3}-?)\w{0,3}\s(?:декад|половин|недел)[аеуыи]\s\w{3,9}",
        _vague, "декад половин недел"),
    rule(
        rf"(?:в\sсрок\s)?(?:до|к|в(?:\sтечение)?|по)\s{MONTH_ONLY}(?:\s20\d\d(?:\s?г(?:ода|оду)?\b\.?)?"
        r"|\s(?:текущего|следующего)\sгода)?", _vague, MONTHS, _BY_MONTH),
    rule(
        r"(?:до|в|к|по\sитогам)\s(?:конца\s)?(?:[IVX]{1,3}|[1-4]-?(?:м|го|ом)?|перв\w{2,3}|втор\w{2,3}|треть\w{1,3}"
        r"|четв[её]рт\w{2,3})\s(?:квартал|полугоди)\w{1,3}(?:\s20\d\d\s?(?:года|г\.))?",
        _vague, "квартал полугоди"),
    rule(
        rf"(?:{_ASAP}|{torn('срочно')}\b|в\s(?:возможно\s|максимально\s|самые\s)?{torn('кратчайш')}\s?(?:ий"
        r"|ие)\sсрок\w?|в\sмаксимально\sкороткие\sсроки|без\sпромедления)",
        _at_once, "незамедл безотл немедл неотлож срочно кратчайш короткие промедл"),
)  # fmt: skip
