"""What a node demands: an act of its addressee, an action, or nothing of its own."""

from __future__ import annotations

import re

from sferum_docs.acts_reader.model import Choice
from sferum_docs.acts_reader.words.addressees.control import watches_the_act
from sferum_docs.acts_reader.words.citing.force import in_force
from sferum_docs.acts_reader.words.citing.repeals import makes_void
from sferum_docs.acts_reader.words.forms import is_infinitive
from sferum_docs.acts_reader.words.found import Found, doubted
from sferum_docs.acts_reader.words.mended import mended
from sferum_docs.directives.model import Demand

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_DELEGATING = frozenset(
    [
        "рекомендовать",
        "рекомендую",
        "поручить",
        "поручаю",
        "предложить",
        "предлагаю",
        "обязать",
        "обязываю",
        "предписать",
        "прошу",
        "просить",
        "просим",
        "рекомендуется",
        "поручается",
        "предлагается",
    ]
)
_RULES = re.compile(
    r"не\s(?:допуска?ть|допустить|разрешать)|недопу(?:скать|стить)|запре(?:тить|щается|щать)|категорически"
    r"|руководствоваться|считать\b|установить,?\sчто|персональн\w{2,3}\sответственность|ответственность\s(?:за|по)|расходы\b",
    re.IGNORECASE,
)
_MADE = (
    r"комисси|рабоч\w{2,3}\sгрупп|групп|штаб|совет|служб|состав|план|положени|поряд|приказ|распоряжени|график|список|реестр|перечень|инструкци|регламент"
    r"|локальн|правил|программ|дорожн|устав|расписани|смет|режим|учётн|учетн|схем|маршрут"
)
_ACTS = re.compile(
    r"\b(?:назнач(?:ить|аю)|утверд(?:ить|ждаю)|изда(?:ть|вать)|определ(?:ить|яю)\s(?:ответственн|лиц|состав|перечень|координатор|куратор|должностн)"
    rf"|возложить\s|закрепить\s(?:приказ|за\s)|внести\s(?:изменени|дополнени)|(?:созда(?:ть|ю)|сформировать|образовать|организовать\sсоздание|утвердить|принять|разработать|актуализировать|пересмотреть|ввести\sв\sдействие)\s(?:[^\s,.]{{1,30}}\s){{0,4}}?(?:{_MADE}))",
    re.IGNORECASE,
)
_DUTIES = re.compile(r"(?:персональн\w{2,3}\s)?ответственност\w{1,2}\s", re.IGNORECASE)
_MEMBERS = re.compile(r"в\s(?:следующем\s)?составе|состав\s", re.IGNORECASE)


def demand(text: str, above_text: str = "", *, has_children: bool = False) -> Found[Demand]:
    """The demand of a node's text; `above_text` is the lead-in whose verb it continues («Утвердить:»)."""
    plain = mended(text)
    verb = _verb(plain)
    if has_children and (verb is None or plain.rstrip().endswith((":", "–", "-"))):
        return Found(Demand.GROUP)
    if in_force(plain) or watches_the_act(plain) or makes_void(plain, above_text):
        return Found(Demand.RULE)
    if verb is None:
        return _without_verb(plain, above_text)
    said = plain[verb:]
    if _DUTIES.match(plain) or _RULES.match(said) or _RULES.match(plain[max(0, verb - 3) :]):
        return Found(Demand.RULE)
    if _ACTS.match(said):
        return Found(Demand.ACT)
    return Found(Demand.GROUP if has_children and plain.rstrip().endswith(":") else Demand.ACTION)


def _verb(plain: str) -> int | None:
    """Where the verb that demands stands; one that only hands over («рекомендовать») is not it."""
    for found in _WORD.finditer(plain):
        word = found[0].lower()
        if word in _DELEGATING:
            continue
        if is_infinitive(word) or word in {"назначаю", "утверждаю", "создаю", "определяю", "запрещается"}:
            return found.start()
    return None


def _without_verb(plain: str, above: str) -> Found[Demand]:
    """A line without a verb continues that of its lead-in; members of a commission demand nothing."""
    if _RULES.match(plain):
        return Found(Demand.RULE)
    lead = _verb(mended(above))
    if above and _MEMBERS.search(above):
        return Found(Demand.RULE)
    if lead is not None:
        said = mended(above)[lead:]
        return Found(Demand.ACT if _ACTS.match(said) or said.lower().startswith("утвердить") else Demand.ACTION)
    choices = tuple(Choice(says, "demand", value.value) for says, value in _CHOICES)
    return Found(Demand.ACTION, (doubted("demand", "demand_verb", 3, *choices, words=plain[:60]),))


_CHOICES = (
    ("нужно действие", Demand.ACTION), ("нужен акт школы", Demand.ACT), ("правило", Demand.RULE),
    ("заголовок", Demand.GROUP),
)  # fmt: skip
