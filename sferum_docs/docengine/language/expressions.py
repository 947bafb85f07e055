"""A checked expression becomes Python: look-ups by constants, comparisons and calls of listed filters."""

from __future__ import annotations

from jinja2 import nodes

from sferum_docs.docengine.language.constructs import COMPARISONS


class Expressions:
    """Writes expressions with the loops' variables in sight; `c` is the context, `f` the filters, `s` the state."""

    def __init__(self) -> None:
        self.scopes: list[dict[str, str]] = [{}]

    def on_filter(self) -> None:
        """Note that a filter is called here."""

    def expression(self, node: nodes.Node | None) -> str:
        """Give the Python of a checked expression."""
        writers = {
            nodes.Name: self._name, nodes.Getattr: self._attribute, nodes.Const: self._constant,
            nodes.Compare: self._compare, nodes.And: self._both, nodes.Or: self._both, nodes.Not: self._not,
            nodes.CondExpr: self._inline_if, nodes.Test: self._defined, nodes.Filter: self._filter,
            nodes.Neg: self._negative, nodes.List: self._sequence, nodes.Tuple: self._sequence,
        }  # fmt: skip
        return writers[type(node)](node)  # type: ignore[index, operator, no-any-return]  # one writer for each kind

    def _name(self, node: nodes.Name) -> str:
        return self.scopes[-1].get(node.name) or f"c[{node.name!r}]"

    def _attribute(self, node: nodes.Getattr) -> str:
        if isinstance(node.node, nodes.Name) and node.node.name == "loop":
            number = self.scopes[-1]["loop"]
            codes = {
                "index": "i{0}",
                "length": "n{0}",
                "first": "(i{0} == 1)",
                "last": "(i{0} == n{0})",
                "revindex": "(n{0} - i{0} + 1)",
            }
            return codes[node.attr].format(number)
        return f"{self.expression(node.node)}[{node.attr!r}]"

    def _constant(self, node: nodes.Const) -> str:
        return repr(node.value)

    def _compare(self, node: nodes.Compare) -> str:
        rest = "".join(f" {COMPARISONS[item.op]} {self.expression(item.expr)}" for item in node.ops)
        return f"({self.expression(node.expr)}{rest})"

    def _both(self, node: nodes.And | nodes.Or) -> str:
        word = "and" if isinstance(node, nodes.And) else "or"
        return f"({self.expression(node.left)} {word} {self.expression(node.right)})"

    def _not(self, node: nodes.Not) -> str:
        return f"(not {self.expression(node.node)})"

    def _inline_if(self, node: nodes.CondExpr) -> str:
        otherwise = "''" if node.expr2 is None else self.expression(node.expr2)
        return f"({self.expression(node.expr1)} if {self.expression(node.test)} else {otherwise})"

    def _defined(self, node: nodes.Test) -> str:
        steps: list[str] = []
        inner: nodes.Node = node.node
        while isinstance(inner, nodes.Getattr):
            steps.append(inner.attr)
            inner = inner.node
        name = inner.name if isinstance(inner, nodes.Name) else ""
        known = self.scopes[-1].get(name)
        root, path = (known, steps[::-1]) if known else ("c", [name, *steps[::-1]])
        return f"s.has({root}, {tuple(path)!r})"

    def _filter(self, node: nodes.Filter) -> str:
        self.on_filter()
        given = ", ".join(self.expression(item) for item in (node.node, *node.args))
        return f"f[{node.name!r}]({given})"

    def _negative(self, node: nodes.Neg) -> str:
        return f"(-{self.expression(node.node)})"

    def _sequence(self, node: nodes.List | nodes.Tuple) -> str:
        return "(" + "".join(f"{self.expression(item)}, " for item in node.items) + ")"
