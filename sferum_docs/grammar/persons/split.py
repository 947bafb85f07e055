"""Which word of a full name is the surname, the first name, the patronymic; initials."""

import re
from functools import lru_cache

from sferum_docs.grammar.case import Part
from sferum_docs.grammar.cleaning import clean_name
from sferum_docs.grammar.persons.gender import is_first_name
from sferum_docs.grammar.words.rules import alternatives, listed, particles

_INITIALS = re.compile(r"(?:[А-ЯЁA-Z][а-яё]?\.-?|[а-яё]\.)+|[^\W\d_]")
# «Айкыз» is a first name and «Оразгулы» too: there the particle stands apart
_JOINED = r"(?<!г)улы|(?!улы\b|кыз\b)(?:{particles})"
_PATRONYMIC = re.compile(
    rf".+(?:[оеё]вич|[ьмктв]ич|[оеё]вна|ична|[ -](?:{alternatives('sons', 'daughters')})"
    rf"|{_JOINED.format(particles=alternatives('sons', 'daughters'))})",
    re.IGNORECASE,
)
# Сергеич, Иваныч; Ахмед-заде: surnames look like that too, the place among the words decides
_SHORT_PATRONYMIC = re.compile(r".{2,}(?:ыч|еич|нич)", re.IGNORECASE)
_LIKE_PATRONYMIC = re.compile(rf".+[ -]?(?:{alternatives('both')})", re.IGNORECASE)
_SURNAME = re.compile(r".{2,}(?:ов|ев|ёв|ова|ева|ёва|ский|цкий|ская|цкая|енко|швили|дзе)", re.IGNORECASE)
_NBSP, _NB_HYPHEN = "\N{NO-BREAK SPACE}", "\N{NON-BREAKING HYPHEN}"
Token = tuple[str, Part | None]


def split_name(text: str) -> tuple[Token, ...]:
    """The words of a full name with their parts; an initial has none, a word like «младший» goes with what it follows.

    >>> [word for word, part in split_name("Ариф Гусейн оглы Мамедов") if part is Part.MIDDLE]
    ['Гусейн оглы']
    """
    name, telling = without_namesake_word(clean_name(text).text)
    words = _words(name)
    full = [word for word in words if not _INITIALS.fullmatch(word)]
    roles = iter((Part.LAST,) * len(full) if len(full) < len(words) else _roles(full))
    tokens = tuple((word, None if _INITIALS.fullmatch(word) else next(roles)) for word in words)
    return (*tokens, (telling, tokens[-1][1] or Part.MIDDLE)) if telling else tokens


def without_namesake_word(text: str) -> tuple[str, str]:
    """A name, and the word at its end that tells two people of one name apart.

    >>> without_namesake_word("Алиев Али Омарович младший"), without_namesake_word("Младший Иван Иванович")
    (('Алиев Али Омарович', 'младший'), ('Младший Иван Иванович', ''))
    """
    name, _blank, last = text.rpartition(" ")
    return (name, last) if name and is_namesake_word(last) else (text, "")


def is_namesake_word(word: str) -> bool:
    """Whether a word tells two people of one name apart, as «младший» does."""
    return word in listed("namesakes")


def is_patronymic(text: str) -> bool:
    """Whether a text ends as a patronymic does, or with «оглы», «кызы».

    >>> is_patronymic("Гасан кызы"), is_patronymic("Гасан")
    (True, False)
    """
    words = _words(clean_name(text).text)
    return len(words) == 1 and bool(_PATRONYMIC.fullmatch(words[0]))


def may_be_patronymic(text: str) -> bool:
    """Whether a text in the place of a patronymic may be one: also a short form or a name with «заде»."""
    words = _words(clean_name(text).text)
    return len(words) == 1 and _by_place(words[0])


def _by_place(word: str) -> bool:
    return any(form.fullmatch(word) for form in (_PATRONYMIC, _SHORT_PATRONYMIC, _LIKE_PATRONYMIC))


def is_surname(text: str) -> bool:
    """Whether a text can hardly be anything but a surname: -ов, -ева, -ский, -енко, -швили."""
    return bool(_SURNAME.fullmatch(clean_name(text).text))


def _words(text: str) -> list[str]:
    """Words, with «оглы» and «(Омарова)» joined to the word before and «ван» to the word after."""
    words: list[str] = []
    for word in text.split():
        last = words[-1].split()[-1] if words else ""
        particle = last.islower() and last in listed("first_parts")
        if words and (particle or word.startswith("(") or word.lower() in particles()):
            words[-1] += f" {word}"
        else:
            words.append(word)
    return words


def _roles(words: list[str]) -> tuple[Part, ...]:
    """The parts of the words by the place of the patronymic, else by the look of the surname."""
    last, first, middle = Part.LAST, Part.FIRST, Part.MIDDLE
    between = (first,) * (len(words) - 2)
    patronymic = [bool(_PATRONYMIC.fullmatch(word)) for word in words]
    surname = [bool(_SURNAME.fullmatch(word)) for word in words]
    if len(words) < 2:  # noqa: PLR2004 two words are a pair
        return (last,) * len(words)
    for found in (patronymic, [_by_place(word) for word in words]):
        if between and found[-1]:
            return (last, *between, middle)
        if between and found[-2]:
            return (*between, middle, last)
    named = is_first_name(words[0]) and bool(_SHORT_PATRONYMIC.fullmatch(words[-1]))
    if (patronymic[-1] and not surname[0]) or (named and not between):
        return (first, middle)
    swapped = surname[-1] and not surname[0]
    return (first, *between, last) if swapped else (last, first, *between)


def initials(text: str, order: str = "before") -> str:
    """«И. О. Фамилия» or, with `after`, «Фамилия И. О.», with no-break spaces.

    >>> initials("Омаров Магомед Алиевич младший").replace("\N{NO-BREAK SPACE}", " ")
    'М. А. Омаров младший'
    """
    name, telling = without_namesake_word(clean_name(text).text)
    tokens = split_name(name)
    last = " ".join(word for word, part in tokens if part is Part.LAST)
    short = _NBSP.join(initial(word) for word, part in tokens if part is not Part.LAST)
    pair = (last, short) if order == "after" else (short, last)
    return _NBSP.join(filter(None, (*pair, telling)))


@lru_cache(maxsize=4096)
def initial(part: str) -> str:
    """The initials of a first name or of a patronymic; an initial stays as it is, words like «оглы» have none.

    >>> [initial(part).replace("\N{NON-BREAKING HYPHEN}", "-") for part in ("Магомед-Саид", "Гусейн оглы", "Э.-П.")]
    ['М.-С.', 'Г.', 'Э.-П.']
    """
    words = [word for word in part.split() if word.lower() not in particles() and not is_namesake_word(word.lower())]
    short = (word if _INITIALS.fullmatch(word) else "-".join(_letters(word)) for word in words)
    return whole_initials(" ".join(filter(None, short)))


def whole_initials(typed: str) -> str:
    """Initials as a person typed them, in which no line breaks."""
    return typed and typed.replace("-", _NB_HYPHEN).replace(" ", _NBSP)


def _letters(word: str) -> list[str]:
    """The first letters of the names that a hyphen joins: «Магомед-хан» and «Гасан-кызы» have one."""
    first, *others = re.findall(r"[^\W\d_](?:[^\W\d_]|['’])*", word) or [""]
    names = [first, *(name for name in others if name[0].isupper())]
    return [f"{name[0].upper()}." for name in names if name]
