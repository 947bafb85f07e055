"""Whether an addressee is a school, its head or its workers."""

from __future__ import annotations

import re
from functools import lru_cache

_SCHOOL = re.compile(
    r"школ|лице[йяюе]|гимнази|общеобразоват|дошкольн|детск\w{1,3}\sсад|\bсад(?:ы|ик|ов|ам)?\b|дополнительного\sобразования|подведомственн"
    r"|образовательн\w{2,3}\s(?:организац|учрежд|комплекс)|организац\w{2,4}\sобразования|(?:муниципальн|бюджетн|казенн|казённ|автономн)(?:ые|ых|ым)\s(?:бюджетн\w{2,3}\s)?(?:учрежд|организац)"
    r"|классн\w{2,3}\sруководит|\bучител|\bпедагог|воспитател|\b(?:М[БКА]?|Г[БКА]?|Ч)?(?:Д?ОУ|ДО|ОУ|ОО|СОШ|ООШ|НОШ|УДО|ДОО|ООО\sшкол)\b"
    r"|обучающ|учащ|воспитанник|родител",
    re.IGNORECASE,
)
_HEADS = re.compile(
    r"(?:руководител|директор|заведующ)\w{0,4}\s(?:муниципальн|образоват|учрежд|организац|ОУ|ОО|ДОУ|У)", re.IGNORECASE
)
_BODY = re.compile(
    r"комисси|рабоч\w{1,3}\sгрупп|штаб|министр|правительств|управлени|отдел(?!ени)|комитет|сектор|департамент|министерств|администраци|автоинспекц|гибдд|гаи\b|полици|омвд|мвд|больниц|гбуз|црб|здравоохран"
    r"|мчс|пожарн|спасат|служб|\bкдн|центр|\bмку|\bгку|редакци|газет|глав[аеыу]\b|специалист|бухгалтери|опек|фонд|предприят|\bмуп|\bмбу\b(?!\sдо\b)|\bооо\b|\bао\b"
    r"|орган\w{0,4}\s(?:местного|исполнительн|управлени|опеки)|музе|библиотек\w{1,3}\s(?:район|город)|росгвард|роспотребнадзор|прокуратур|перевозчик|оператор",
    re.IGNORECASE,
)
_PART = re.compile(r",\s(?!осуществл|име[юв]|реализу|подведом|располож|в\sтом)")
_OUTSIDE = re.compile(
    r"автоинспекц|гибдд|гаи\b|полици|омвд|мвд|больниц|гбуз|црб|мчс|росгвард|роспотребнадзор|управлени\w{1,3}\sобразовани|администраци\w\s(?:район|город|округ|муницип)",
    re.IGNORECASE,
)  # fmt: skip


@lru_cache(maxsize=512)
def for_school(words: str, *, of_school: bool, above: bool | None = None) -> tuple[bool, bool]:
    """Whether the school is meant, and whether that is sure; `above` is how it stands with the node above.

    >>> for_school("Директора школ", of_school=False), for_school("Отдел образования", of_school=False)
    ((True, True), (False, True))
    """
    if of_school:
        return not _OUTSIDE.search(words), True
    bodies = [bool(_BODY.search(part)) and not _led_by_school(part) for part in _parts(words)]
    if any(not body and _SCHOOL.search(part) for part, body in zip(_parts(words), bodies, strict=True)):
        return True, True
    if all(bodies):
        return False, True
    return (True, False) if above is None and _HEADS.search(words) else (bool(above), above is not None)


def _parts(words: str) -> list[str]:
    return [part for part in _PART.split(words) if part.strip()] or [words]


def _led_by_school(part: str) -> bool:
    """«Руководителям школ, подведомственных управлению образования»: a school before the body."""
    school, body = _SCHOOL.search(part), _BODY.search(part)
    return bool(school and body and school.start() < body.start()) and not part.lower().startswith(("мку", "муп"))
