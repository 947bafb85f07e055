"""The filters of the templates, each declared with what it accepts and an example for the tag dictionary.

A case filter, `с_прописной` and `со_строчной` give a name, a post or an organisation back as the same kind of value,
so that filters can follow each other: `{{ директор.фио|винительный|инициалы_после }}`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from sferum_docs.grammar.agreement import by_gender
from sferum_docs.grammar.case import Case
from sferum_docs.grammar.counting import counted_forms
from sferum_docs.grammar.numbers import counted, in_words, long_date, short_date, spoken_gender
from sferum_docs.grammar.prepositions import with_preposition
from sferum_docs.grammar.values import FullName, Letter, Noun, Organisation, Post
from sferum_docs.reading.typography import quoted

Value = FullName | Post | Organisation | Noun
_VALUES: frozenset[type] = frozenset({FullName, Post, Organisation, Noun})
_TEXTS = _VALUES | {str}


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter: its Russian name, its work, the types it takes, its literal arguments, and words for people.

    With `keeps` a value comes back as the same kind of value, without it the result is plain text. `wrong` tells of
    literal arguments, before any value is known, why they cannot be used; empty when they can.
    """

    name: str
    function: Callable[..., object]
    accepts: frozenset[type]
    arguments: tuple[str, ...]
    meaning: str
    example: str
    keeps: bool = False
    wrong: Callable[..., str] | None = None


def _case_filter(case: Case) -> Filter:
    def inflected(value: Value) -> Value:
        return value.in_case(case)

    example = f"{{{{ директор.фио|{case.value} }}}}"
    return Filter(case.value, inflected, _VALUES, (), f"{case.value} падеж", example, keeps=True)


def _capitalised(value: Value | str) -> Value | str:
    return Letter.UPPER.apply(value) if isinstance(value, str) else value.with_letter(Letter.UPPER)


def _uncapitalised(value: Value | str) -> Value | str:
    return Letter.LOWER.apply(value) if isinstance(value, str) else value.with_letter(Letter.LOWER)


def _initials(name: FullName) -> str:
    return name.initials()


def _initials_after(name: FullName) -> str:
    return name.initials(after=True)


def _by_gender(name: FullName, word: str, case: str = Case.NOMINATIVE.value) -> str:
    return by_gender(word, name.known_gender(), case)


def _with_preposition(value: Value | str, preposition: str) -> str:
    return with_preposition(str(value), preposition)


def _refusal(use: Callable[..., object]) -> Callable[..., str]:
    """What a trial of the arguments on some value is refused with."""

    def wrong(*arguments: str) -> str:
        try:
            use(*arguments)
        except ValueError as error:
            return str(error)
        return ""

    return wrong


_ALL = (
    *map(_case_filter, Case),
    Filter("инициалы", _initials, frozenset({FullName}), (), "инициалы перед фамилией", "{{ директор.фио|инициалы }}"),
    Filter(
        "инициалы_после",
        _initials_after,
        frozenset({FullName}),
        (),
        "фамилия, затем инициалы",
        "{{ директор.фио|винительный|инициалы_после }}",
    ),
    Filter(
        "с_прописной",
        _capitalised,
        _TEXTS,
        (),
        "первая буква прописная",
        "{{ школа.полное|родительный|с_прописной }}",
        keeps=True,
    ),
    Filter(
        "со_строчной",
        _uncapitalised,
        _TEXTS,
        (),
        "первая буква строчная",
        "{{ директор.должность|со_строчной|винительный }}",
        keeps=True,
    ),
    Filter(
        "в_кавычках",
        lambda value: quoted(str(value)),
        _TEXTS,
        (),
        "в кавычках; чтобы две закрывающие не стояли рядом, внутренние — „лапки“",
        "{{ приказ.заголовок|в_кавычках }}",
    ),
    Filter("дата", short_date, frozenset({date}), (), "дата цифрами: 05.09.2026", "{{ приказ.дата|дата }}"),
    Filter(
        "дата_словами",
        long_date,
        frozenset({date}),
        (),
        "дата словами: 5 сентября 2026 г.",
        "{{ приказ.дата|дата_словами }}",
    ),
    Filter(
        "прописью",
        in_words,
        frozenset({int}),
        ("род или слово при числе",),
        "число словами: двадцать одна",
        '{{ чатов_всего|прописью("школа") }}',
        wrong=_refusal(lambda agreed="мужской": spoken_gender(agreed)),
    ),
    Filter(
        "число",
        counted,
        frozenset({int}),
        ("слово при числе",),
        "число со словом: 5 чатов, 5 учебных недель",
        '{{ чатов_всего|число("чат") }}',
        wrong=_refusal(counted_forms),
    ),
    Filter(
        "с_предлогом",
        _with_preposition,
        _TEXTS,
        ("предлог о, с, к или в",),
        "предлог перед словом: об Алиеве, со Шведовым",
        '{{ директор.фио|предложный|с_предлогом("о") }}',
        wrong=_refusal(lambda preposition: with_preposition("", preposition)),
    ),
    Filter(
        "по_роду",
        _by_gender,
        frozenset({FullName}),
        ("слово в мужском роде", "падеж"),
        "слово в роде человека: ответственный или ответственная",
        '{{ сотрудник.фио|по_роду("ответственный", "винительный") }}',
        wrong=_refusal(lambda word, case="именительный": by_gender(word, None, case)),
    ),
)
FILTERS: dict[str, Filter] = {one.name: one for one in _ALL}
