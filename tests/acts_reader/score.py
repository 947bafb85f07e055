"""How much of an act was read right: each figure over the nodes of the gold trees in `acts/`."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sferum_docs.acts_reader.reader import read_act
from sferum_docs.acts_reader.schema import to_json
from sferum_docs.acts_reader.sources.texts import from_pasted
from tests.acts_reader.aligned import Node, aligned, flat, folded, loose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

ACTS = Path(__file__).parent / "acts"
SHARES = (
    *("recall", "precision", "text", "parent", "number", "addressee", "nominative"),
    *("deadline", "dates", "detail", "meta", "references", "repeals", "doubt_wrong", "doubt_right"),
)
INVENTED = ("invented_dates", "invented_deadlines", "invented_addressees", "invented_meta", "invented_references")
COUNTS = (*INVENTED, "invented_repeals", "annex_nodes")
META = ("kind", "number", "date", "title", "issuer")
DETAIL = ("period", "day", "weekday", "days", "day_type")
SHORT = 12  # letters: a shorter line of an annex may stand in a clause by chance


@dataclass
class Score:
    """Right and all, by figure; what is invented; every fault in a line."""

    right: Counter[str] = field(default_factory=Counter)
    whole: Counter[str] = field(default_factory=Counter)
    count: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def mark(self, name: str, right: bool, told: str = "") -> bool:
        """One more of the whole, and of the right if it is."""
        self.right[name] += right
        self.whole[name] += 1
        if told and not right:
            self.faults.append(f"{name}: {told}")
        return right

    def invented(self, name: str, told: object) -> None:
        """What the act does not say."""
        self.count[name] += 1
        self.faults.append(f"{name}: {told}")

    def percent(self, name: str) -> float | None:
        """The share of a figure; None where there is nothing to measure."""
        return 100 * self.right[name] / self.whole[name] if self.whole[name] else None

    def __add__(self, other: Score) -> Score:
        """Both together."""
        both = (getattr(self, name) + getattr(other, name) for name in ("right", "whole", "count", "faults"))
        return Score(*both)


def score_of(name: str, folder: Path = ACTS) -> Score:
    """The score of an act of the folder, read from its text."""
    text = (folder / f"{name}.txt").read_text(encoding="utf-8")
    gold = json.loads((folder / f"{name}.gold.json").read_text(encoding="utf-8"))
    return score(gold, to_json(read_act(from_pasted(text))), text)


def names(folder: Path = ACTS) -> list[str]:
    """The acts of the folder."""
    return sorted(path.name.removesuffix(".gold.json") for path in folder.glob("*.gold.json"))


def score(gold: Mapping[str, Any], read: Mapping[str, Any], text: str) -> Score:
    """What of `gold` the tree that was read holds."""
    said = Score()
    right, found = flat(gold), flat(read)
    pairs = aligned(right, found)
    back = {place: mine for mine, place in pairs.items()}
    wrong = set(range(len(found))) - set(back)
    for place, node in enumerate(right):
        at = pairs.get(place)
        other = found[at] if at is not None else None
        if other is None:
            _missed(said, node)
        elif not all([_same_place(said, place, (right, found), (pairs, back)), _same_words(said, node, other)]):
            wrong.add(pairs[place])
    for place, node in enumerate(found):
        if not said.mark("precision", place in back, f"{node.path} {node.text[:60]}"):
            _invented(said, node)
    wrong |= _of_annexes(said, gold, text, [(node, back.get(place)) for place, node in enumerate(found)], right)
    _meta(said, gold, read)
    _acts(said, gold, read)
    marked = {doubt["path"] for doubt in read["doubts"]}
    for place, node in enumerate(found):
        kind = "doubt_wrong" if place in wrong else "doubt_right"
        said.mark(kind, node.path in marked, node.path if place in wrong else "")
    return said


def _missed(said: Score, node: Node) -> None:
    for name in ("recall", "text", "parent", "number", *_asked(node)):
        said.mark(name, right=False, told=f"{node.path} {node.text[:60]}" if name == "recall" else "")


def _asked(node: Node) -> Iterable[str]:
    """The figures that only some nodes have."""
    asked = {
        "addressee": node.raw,
        "nominative": node.json["addressee"],
        "deadline": node.kind != "none",
        "dates": any(node.days),
        "detail": node.kind in {"periodic", "relative"},
    }
    return (name for name, has in asked.items() if has)


def _same_place(
    said: Score, place: int, nodes: tuple[Sequence[Node], Sequence[Node]], pairs: tuple[Mapping[int, int], ...]
) -> bool:
    """Under the same parent as far as both trees have it: a missed level is charged once."""
    (right, found), (there, back) = nodes, pairs
    node, other = right[place], found[there[place]]
    above = _above(right, place, there)
    said.mark("recall", right=True)
    parent = _above(found, there[place], back) == (None if above is None else there[above])
    told = f"{node.path} is {other.path}"
    number = loose(node.json["number"]) == loose(other.json["number"])
    return all([said.mark("parent", parent, told), said.mark("number", number, told)])


def _above(nodes: Sequence[Node], place: int, known: Mapping[int, int]) -> int | None:
    above = nodes[place].parent
    while above is not None and above not in known:
        above = nodes[above].parent
    return above


def _same_words(said: Score, node: Node, other: Node) -> bool:
    right = [said.mark("text", node.text == other.text, f"{node.path} {other.text[:60]} … {other.text[-30:]}")]
    if node.raw:
        right.append(said.mark("addressee", node.raw == other.raw, f"{node.path} {other.json['addressee_raw']}"))
    if node.json["addressee"]:
        same = loose(node.json["addressee"]) == loose(other.json["addressee"])
        said.mark("nominative", same, f"{node.path} {other.json['addressee']}")
    if node.kind != "none":
        right.append(said.mark("deadline", node.kind == other.kind, f"{node.path} {other.deadline}"))
    if any(node.days):
        right.append(said.mark("dates", node.days == other.days, f"{node.path} {other.days}"))
    if node.kind in {"periodic", "relative"}:
        same = all((node.deadline.get(key) or None) == (other.deadline.get(key) or None) for key in DETAIL)
        right.append(said.mark("detail", same, f"{node.path} {other.deadline}"))
    return all(right) and not _invented(said, other, node)


def _invented(said: Score, other: Node, node: Node | None = None) -> bool:
    """What this node says of itself and the gold one does not."""
    more = {
        "invented_addressees": bool(other.raw) and not (node and node.raw),
        "invented_deadlines": other.kind != "none" and (node is None or node.kind == "none"),
        "invented_dates": any(other.days) and not (node and any(node.days)),
    }
    for name in (name for name, is_more in more.items() if is_more):
        said.invented(name, f"{other.path} {other.json['addressee_raw'] or ''} {other.deadline.get('raw') or ''}")
    return any(more.values())


def _of_annexes(
    said: Score,
    gold: Mapping[str, Any],
    text: str,
    found: Sequence[tuple[Node, int | None]],
    right: Sequence[Node],
) -> set[int]:
    """The nodes that hold a line from after the signature."""
    whole = folded(text)
    cut = whole.find(gold["annex_text_from"]) if gold["annex_text_from"] else len(whole)
    body, tail = loose(whole[:cut]), loose(whole[cut:])
    lines = [loose(re.sub(r"^\W*(?:[\d.]+\)?|[а-я]\)|[-–•])?\s*", "", line.strip())) for line in text.splitlines()]
    lines = [line for line in lines if len(line) >= SHORT and " " in line and line in tail and line not in body]
    held = set()
    for place, (node, mine) in enumerate(found):
        own, known = loose(node.text), loose(right[mine].text) if mine is not None else ""
        if own != known and any(line in own and line not in known for line in lines):
            said.invented("annex_nodes", f"{node.path} {node.text[:60]}")
            held.add(place)
    return held


def _meta(said: Score, gold: Mapping[str, Any], read: Mapping[str, Any]) -> None:
    mine, other = gold["meta"], read["meta"]
    for name in META:
        said.mark("meta", loose(mine[name]) == loose(other[name]), f"{name} {other[name]}")
        if other[name] and not mine[name]:
            said.invented("invented_meta", f"{name} {other[name]}")
    signed, signs = mine["signatory"] or {}, other["signatory"] or {}
    said.mark("meta", _officer(signed) == _officer(signs), f"signatory {signs}")
    said.mark("meta", _control(gold["control"]) == _control(read["control"]), f"control {read['control']}")


def _officer(said: Mapping[str, Any]) -> tuple[str, str]:
    return loose(said.get("post")), loose(said.get("name")).replace(" ", "")


def _control(said: Mapping[str, Any] | None) -> tuple[bool, str, str]:
    if said is None:
        return False, "", ""
    person = loose(said["person"]).replace(" ", "")
    return bool(said["self"]), person, "" if person or said["self"] else loose(said["post_as_printed"])


def _acts(said: Score, gold: Mapping[str, Any], read: Mapping[str, Any]) -> None:
    """Legal references of the preamble, and repealed acts, by number and date."""
    mine, other = _named(gold["repeals"]), _named(read["repeals"])
    for act in sorted(mine):
        said.mark("repeals", act in other, str(act))
    for act in sorted(other - mine):
        said.invented("invented_repeals", act)
    cited, cites = _named(gold["preamble"]["legal_references"]), _named(read["preamble"]["legal_references"])
    for act in sorted(cited):
        said.mark("references", act in cites, str(act))
    may = cited | mine | _named(gold["legal_references_allowed"]) | _named([gold["meta"]])
    for act in sorted(cites - may):
        said.invented("invented_references", act)


def _named(acts: Iterable[Mapping[str, Any]]) -> set[tuple[str, str]]:
    return {(loose(act["number"]).replace(" ", ""), str(act["date"])) for act in acts if act["number"] or act["date"]}


def table(scores: Mapping[str, Score], figures: Sequence[str] = SHARES) -> str:
    """A line for each act and one for all, as Markdown."""
    short = {"precision": "prec.", "addressee": "addr.", "nominative": "nom.", "references": "refs", "repeals": "rep."}
    heads = [short.get(name, name).replace("_", " ") for name in figures]
    rows = [["act", *heads, "invented", "annex"], ["---", *["---:"] * (len(heads) + 2)]]
    everything = {**scores, "**all**": sum(scores.values(), Score())}
    for name, said in everything.items():
        shares = (said.percent(share) for share in figures)
        invented = sum(count for kind, count in said.count.items() if kind != "annex_nodes")
        cells = ["–" if share is None else f"{share:.0f}" for share in shares]
        rows.append([name, *cells, str(invented), str(said.count["annex_nodes"])])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)
