"""Input hygiene: what people and spreadsheets put between letters, and how it is repaired or reported."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from sferum_docs.grammar.words.rules import particles

_LATIN = "AaBCcEeHKMOoPpTXxy"
_CYRILLIC = "АаВСсЕеНКМОоРрТХху"
LOOK_ALIKE = str.maketrans(_LATIN, _CYRILLIC)  # Latin letters to the Russian ones that look the same
_HYPHENS = str.maketrans(dict.fromkeys("‐‑⁃﹣－", "-"))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−⁃﹣－", "-"))
# «инструктор–методист», «инструктор -методист», but «2023–2024», «Москва–Сити» and «учебно- и воспитательная»
_DASH_IN_WORD = re.compile(r"(?<=[а-яё])[–—−](?=[а-яё])")
_TORN_HYPHEN = re.compile(r"(?<=[а-яё]) -(?=[а-яё])|(?<=[а-яё])- (?=(?!(?:и|или|да|либо)\b)[а-яё])")
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\w+")
_HAS_CYRILLIC = re.compile(r"[А-Яа-яЁё]")
_HAS_LATIN = re.compile(r"[A-Za-z]")
_VOWELLESS = re.compile(r"\b[бвгджзйклмнпрстфхцчшщъь]{2,}\b", re.IGNORECASE)
_TELLING = frozenset({"младший", "младшая", "старший", "старшая"})  # tell namesakes apart; never the first word


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text fit to be declined, and what was repaired or looks wrong in it."""

    text: str
    repaired: tuple[str, ...] = ()
    suspicious: tuple[str, ...] = ()


@lru_cache(maxsize=4096)
def clean_text(text: str) -> Cleaned:
    """A post's or an organisation's text: NFC, single spaces, hyphens, no invisible signs, Cyrillic look-alikes.

    >>> clean_text("  учитель   физики ").text
    'учитель физики'
    """
    plain = _DASH_IN_WORD.sub("-", unicodedata.normalize("NFC", text).translate(_HYPHENS))
    visible = "".join(" " if sign.isspace() else sign for sign in plain if sign.isspace() or not _invisible(sign))
    tidy = _SPACES.sub(" ", visible).strip()
    mended = _TORN_HYPHEN.sub("-", _WORD.sub(_mend, tidy)) or text
    repaired = ("латинские буквы заменены русскими",) if tidy and mended != tidy else ()
    return Cleaned(mended, repaired)


@lru_cache(maxsize=4096)
def clean_name(text: str) -> Cleaned:
    """A name or a part of it: as `clean_text`, hyphens without spaces, capitals to title case.

    >>> clean_name("ШЕЙХ - АЛИЕВ")
    Cleaned(text='Шейх-Алиев', repaired=('прописные буквы заменены строчными',), suspicious=())
    """
    start = clean_text(text)
    plain = _SPACES.sub(" ", re.sub(r"[,;]", " ", start.text.translate(_DASHES)))
    tidy = re.sub(" ?- ?", "-", plain).strip(" -") or start.text
    tidy = re.sub(r"(?<=[^\W\d_])\.(?=[^\W\d_]{2})", ". ", tidy)
    titled = re.sub(r"[^\W\d_]+", _title, tidy)
    repaired = start.repaired + (("прописные буквы заменены строчными",) if titled != tidy else ())
    return Cleaned(titled, repaired, tuple(_suspicions(titled)))


def _invisible(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _mend(match: re.Match[str]) -> str:
    word = match.group()
    if not (_HAS_CYRILLIC.search(word) and _HAS_LATIN.search(word)):
        return word
    return word.translate(LOOK_ALIKE)


def _title(match: re.Match[str]) -> str:
    word = match.group()
    if len(word) == 1 or not word.isupper():
        return word
    small = word.lower()
    stays_small = small in particles("sons", "daughters") or (small in _TELLING and match.start())
    return small if stays_small else word[0] + word[1:].lower()


def _suspicions(text: str) -> list[str]:
    found = []
    if _HAS_LATIN.search(text):
        found.append("есть латинские буквы")
    if any(sign.isdigit() for sign in text):
        found.append("есть цифры")
    if text and not _HAS_CYRILLIC.search(text):
        found.append("нет русских букв")
    if _VOWELLESS.search(text):
        found.append("есть слово без гласных")
    return found
