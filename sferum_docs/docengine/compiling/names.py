"""Names, filters and kinds: every tag held against the vocabulary, also in branches not taken."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jinja2 import nodes

from sferum_docs.docengine.language.constructs import LOOP
from sferum_docs.docengine.language.hints import ELSEWHERE, by_last_step, hint_for, mixed
from sferum_docs.docengine.language.vocabulary import BUILT_IN, PRINTABLE, Field, Filter, Kind, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.docengine.compiling.tree import Tree
    from sferum_docs.docengine.findings import Place
    from sferum_docs.docengine.language.language import Statement

_ANY = Field("", Kind.TEXT)  # stands for a value whose kind nobody declared
MAX_HINTS = 200  # looking for a near name takes a millisecond; a file of nothing but mistakes needs no more
_LOOP_KINDS = {name: Kind.FLAG if name in {"first", "last"} else Kind.NUMBER for name in LOOP}


@dataclass(frozen=True, slots=True)
class Use:
    """Where and how a template needs a name: prints, asks in a condition, or goes through in a loop."""

    part: str
    place: Place
    how: str  # "print", "condition" or "loop"
    in_loop: bool = False


@dataclass(frozen=True, slots=True)
class FieldUse:
    """One dotted name a template needs; `always` when some use lies outside of every condition and loop."""

    name: str
    uses: tuple[Use, ...]
    always: bool = False


@dataclass
class _Scope:
    """What a loop variable stands for: the dotted name of its list, and the declared item."""

    variables: dict[str, tuple[str, Field | None]] = field(default_factory=dict)
    word: str = "for"


@dataclass
class Names:
    """Holds tags against a vocabulary and remembers which names they need."""

    vocabulary: Vocabulary | None
    hints_left: int = MAX_HINTS
    uses: dict[str, dict[tuple[Use, bool], None]] = field(default_factory=dict)

    def check(self, tree: Tree, order: Iterable[int]) -> None:
        """Go through the tags of a part in the order of the document, with loops' variables in sight."""
        scopes: list[_Scope] = []
        for number in order:
            statement = tree.statements.get(number)
            if statement is None:
                continue
            visit = _Visit(self, tree, number, scopes)
            if statement.word in {"endif", "endfor"} and scopes:
                scopes.pop()
            elif statement.word == "else" and scopes and scopes[-1].word == "for":
                scopes[-1] = _Scope({}, "else")
            else:
                visit.opening(statement)

    def fields(self) -> tuple[FieldUse, ...]:
        """Give every dotted name the template needs, in alphabetical order."""
        return tuple(
            FieldUse(name, tuple(use for use, _ in uses), any(always for _, always in uses))
            for name, uses in sorted(self.uses.items())
        )

    @property
    def filters(self) -> dict[str, Filter]:
        """The filters a template may call."""
        return self.vocabulary.by_filter if self.vocabulary else {item.name: item for item in BUILT_IN}


@dataclass
class _Visit:
    names: Names
    tree: Tree
    number: int
    scopes: list[_Scope]

    def report(self, code: str, hint: str = "") -> None:
        self.tree.report(code, self.number, hint)

    def opening(self, statement: Statement) -> None:
        """Look at a tag with an expression; a block's tag opens a scope."""
        node = statement.expression
        if statement.word == "for":
            faulty = _Scope({statement.target: ("", None)})
            self.scopes.append(faulty if node is None else self.loop(node, statement.target))
        elif statement.word == "print" and node is not None:
            self.printed(node)
        elif statement.word in {"vm", "hm"}:
            if not any(scope.word == "for" for scope in self.scopes):
                self.report("loop-outside")
        elif statement.word in {"colspan", "cellbg"} and node is not None:
            self.value(node, "print")
        elif node is not None:
            self.value(node, "condition")
        if statement.word == "if":
            self.scopes.append(_Scope({}, "if"))

    def printed(self, node: nodes.Expr) -> None:
        found = self.value(node, "print")
        marker = self.tree.tags[self.number].marker
        if marker in {"tr", "tc"} or (marker == "p" and found not in {None, _ANY} and found.kind != Kind.RICH):
            self.report("print-marker")
        if marker in {"p", "r"} or (found is not None and found.kind == Kind.RICH):
            self.tree.rich.add(self.number)
        if found is None or found is _ANY:
            return
        if found.kind is Kind.CHART:
            self.tree.rich.add(self.number)
            self.tree.charts.add(self.number)
        if found.kind in {Kind.LIST, Kind.RECORD}:
            self.report("print-whole", self._whole(found))
        elif found.kind not in PRINTABLE:
            self.report("print-flag")

    def _whole(self, found: Field) -> str:
        inner = [item.name for item in found.fields if item.name][:4]
        what = "Это список: его перебирают {% for … in … %}." if found.kind == Kind.LIST else "Это запись."
        return f"{what} Внутри: {', '.join(inner)}." if inner else what

    def loop(self, node: nodes.Expr, target: str) -> _Scope:
        found = self.value(node, "loop")
        dotted = self.dotted(node) or ""
        if found is not None and found is not _ANY and found.kind != Kind.LIST:
            self.report("loop-not-list", f"«{dotted}» — {found.kind}.")
            found = None
        if self.names.vocabulary and self.names.vocabulary.find(target) and "." not in target:
            self.report("loop-hides-name", f"Имя: {target}.")
        item = found.item if found is not None and found is not _ANY else (_ANY if found is _ANY else None)
        return _Scope({target: (dotted, item)}, "for")

    def value(self, node: nodes.Node, how: str) -> Field | None:
        """Give the declared field a node stands for; None when it is wrong and reported already."""
        if isinstance(node, (nodes.Name, nodes.Getattr)):
            return self.name(node, how)
        if isinstance(node, nodes.Filter):
            return self.filtered(node, how)
        if isinstance(node, nodes.CondExpr):
            self.value(node.test, "condition")
            found = self.value(node.expr1, how)
            other = self.value(node.expr2, how) if node.expr2 is not None else found
            return other if other is not None and other.kind is Kind.CHART else other and found
        if isinstance(node, nodes.Test):
            self.value(node.node, "condition")
            return Field("", Kind.FLAG)
        if isinstance(node, nodes.Const):
            return Field("", _constant_kind(node.value))
        for child in node.iter_child_nodes():
            self.value(child, "condition" if isinstance(node, (nodes.Compare, nodes.Not)) else how)
        return Field("", Kind.FLAG) if isinstance(node, (nodes.Compare, nodes.Not)) else _ANY

    def filtered(self, node: nodes.Filter, how: str) -> Field | None:
        found = self.value(node.node, how) if node.node is not None else None
        known = self.names.filters.get(node.name)
        if known is None:
            self.report("unknown-filter", ELSEWHERE.get(node.name) or hint_for(node.name, self.names.filters))
            return None
        if found is not None and found is not _ANY and found.kind not in known.accepts:
            self.report(
                "filter-kind", f"«{node.name}» принимает: {', '.join(sorted(known.accepts))}; здесь {found.kind}."
            )
        given = [item.value for item in node.args if isinstance(item, nodes.Const)]
        if not known.required <= len(given) <= len(known.arguments):
            self.report("filter-arguments", f"«{node.name}»: аргументов {_amount(known)}, дано {len(given)}.")
        elif any(type(value) is not kind for value, kind in zip(given, known.arguments, strict=False)):
            self.report("filter-arguments", f"«{node.name}»: аргумент другого вида.")
        elif known.wrong and (why := known.wrong(*given)):
            self.report("filter-arguments", f"«{node.name}»: {why}.")
        return Field("", known.gives)

    def dotted(self, node: nodes.Node) -> str | None:
        """Give the dotted name as declared: a loop's variable is replaced by its list."""
        steps: list[str] = []
        while isinstance(node, nodes.Getattr):
            steps.append(node.attr)
            node = node.node
        if not isinstance(node, nodes.Name):
            return None
        known = self._variable(node.name)
        return ".".join([known[0] if known else node.name, *reversed(steps)])

    def name(self, node: nodes.Name | nodes.Getattr, how: str) -> Field | None:
        steps = _steps(node)
        if steps[0] == "loop":
            return self._loop_value(steps)
        known = self._variable(steps[0])
        dotted = self.dotted(node) or steps[0]
        if known and len(steps) == 1 and how != "loop":
            self._remember(dotted, how)
            return known[1]
        found: Field | None
        if self.names.vocabulary is None:
            found = _ANY
        elif known and known[1] is None:
            found = None
        else:
            found = self._declared(steps, known)
        if found is not None:
            self._remember(dotted, how)
        return found

    def _declared(self, steps: list[str], known: tuple[str, Field | None] | None) -> Field | None:
        vocabulary = self.names.vocabulary
        fields: tuple[Field, ...] = vocabulary.fields if vocabulary else ()
        rest = steps
        if known and known[1] is not None:
            fields, rest = known[1].fields, steps[1:]
        found: Field | None = None
        for at, step in enumerate(rest):
            found = next((item for item in fields if item.name == step), None)
            if found is None:
                self._unknown(rest, rest[: at + 1], fields, steps)
                return None
            if found.kind == Kind.LIST and at + 1 < len(rest):
                self.report("list-field", f"«{'.'.join(rest[: at + 1])}» — список: поля есть у его строк.")
                return None
            fields = found.fields
        return found

    def _unknown(self, rest: list[str], path: list[str], fields: tuple[Field, ...], steps: list[str]) -> None:
        here = [item.name for item in fields if item.name]
        if len(path) == 1:
            here += ["loop", *(name for scope in self.scopes for name in scope.variables)]
        elsewhere = self.names.vocabulary.names if self.names.vocabulary else ()
        self.names.hints_left -= 1
        if self.names.hints_left < 0:
            self.report("unknown-name")
            return
        before = ".".join(steps[: len(steps) - len(rest) + len(path) - 1])
        hint = (
            hint_for(path[-1], here, before)
            or hint_for(".".join(steps), elsewhere)
            or by_last_step(steps[-1], elsewhere)
        )
        code = "mixed-alphabet" if mixed(path[-1]) else "unknown-name"
        if not fields and len(path) > 1:
            code, hint = "no-fields", f"У «{'.'.join(path[:-1])}» нет полей."
        else:
            hint = f"Нет «{'.'.join(steps)}». {hint}".strip()
        self.report(code, hint)

    def _loop_value(self, steps: list[str]) -> Field | None:
        if len(steps) != 2 or steps[1] not in LOOP:  # noqa: PLR2004 -- loop and its property
            self.report("loop-property", f"Есть: {', '.join('loop.' + name for name in LOOP)}.")
            return None
        if not any(scope.word == "for" for scope in self.scopes):
            self.report("loop-outside")
            return None
        return Field("", _LOOP_KINDS[steps[1]])

    def _variable(self, name: str) -> tuple[str, Field | None] | None:
        return next((scope.variables[name] for scope in reversed(self.scopes) if name in scope.variables), None)

    def _remember(self, dotted: str, how: str) -> None:
        tag = self.tree.tags[self.number]
        in_loop = any(scope.word == "for" for scope in self.scopes)
        self.names.uses.setdefault(dotted, {})[Use(tag.part, tag.place, how, in_loop), not self.scopes] = None


def _steps(node: nodes.Node) -> list[str]:
    steps: list[str] = []
    while isinstance(node, nodes.Getattr):
        steps.append(node.attr)
        node = node.node
    if isinstance(node, nodes.Name):
        steps.append(node.name)
    return steps[::-1]


def _constant_kind(value: object) -> Kind:
    if isinstance(value, bool):
        return Kind.FLAG
    return Kind.NUMBER if isinstance(value, int) else Kind.TEXT


def _amount(known: Filter) -> str:
    most = len(known.arguments)
    return str(most) if known.required == most else f"от {known.required} до {most}"
