"""The constructs of Jinja2 that pass the parse: a list, and what is asked of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2 import nodes

from sferum_docs.docengine.findings import refuse

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_TEXT = 200
MAX_NUMBER = 10**12
MAX_NODES = 60
COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "gt": ">", "lteq": "<=", "gteq": ">=", "in": "in", "notin": "not in"}
LOOP = ("index", "revindex", "first", "last", "length")
_BAR = "Если имелся в виду падеж или другой фильтр, перед ним ставится черта: имя|дательный."
_INSTEAD: dict[type[nodes.Node], str] = {
    nodes.Div: _BAR,
    nodes.Sub: "Если это имя, слова в нём соединяет подчёркивание: дата_приказа.",
}

PERMITTED = (
    nodes.Template, nodes.Output, nodes.Name, nodes.Getattr, nodes.Const, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not, nodes.CondExpr, nodes.Test, nodes.Filter, nodes.If, nodes.For, nodes.Neg, nodes.List,
    nodes.Tuple,
)  # fmt: skip
REFUSALS: tuple[tuple[type[nodes.Node] | tuple[type[nodes.Node], ...], str], ...] = (
    (nodes.Call, "forbidden-call"),
    ((nodes.Getitem, nodes.Slice), "forbidden-subscript"),
    ((nodes.BinExpr, nodes.UnaryExpr, nodes.Concat), "forbidden-arithmetic"),
    (nodes.Literal, "forbidden-literal"),
)


def check_nodes(tree: nodes.Template) -> None:
    """Raise TemplateError at the first construct that is not in the list."""
    every = [tree, *tree.find_all(nodes.Node)]
    if len(every) > MAX_NODES:
        raise refuse("expression-too-long")
    for node in every:
        if not isinstance(node, PERMITTED):
            code = next((code for kind, code in REFUSALS if isinstance(node, kind)), "forbidden-construct")
            raise refuse(code, hint=_INSTEAD.get(type(node), ""))
        check = _CHECKS.get(type(node))
        if check:
            check(node)


def _name(node: nodes.Name) -> None:
    _no_underscore(node.name)


def _attribute(node: nodes.Getattr) -> None:
    _no_underscore(node.attr)
    if isinstance(node.node, nodes.Name) and node.node.name == "loop" and node.attr not in LOOP:
        raise refuse("loop-property", hint=f"Есть: {', '.join('loop.' + name for name in LOOP)}.")
    if not isinstance(node.node, (nodes.Name, nodes.Getattr)):
        raise refuse("forbidden-attribute")


def _no_underscore(name: str) -> None:
    if name.startswith("_"):
        raise refuse("forbidden-name", hint=f"Имя: {name}.")


def _constant(node: nodes.Const) -> None:
    value = node.value
    fits = value is None or isinstance(value, bool)
    fits = fits or (isinstance(value, str) and len(value) <= MAX_TEXT)
    fits = fits or (type(value) is int and abs(value) <= MAX_NUMBER)
    if not fits:
        raise refuse("forbidden-constant")


def _test(node: nodes.Test) -> None:
    if node.name != "defined" or node.args or node.kwargs or not isinstance(node.node, (nodes.Name, nodes.Getattr)):
        raise refuse("forbidden-test", hint=f"Проверка: is {node.name}.")


def _filter(node: nodes.Filter) -> None:
    plain = all(isinstance(item, nodes.Const) for item in node.args)
    if node.node is None or node.kwargs or node.dyn_args or node.dyn_kwargs or not plain:
        raise refuse("filter-arguments", hint=f"Фильтр: {node.name}.")


def _sequence(node: nodes.List | nodes.Tuple) -> None:
    if not node.items or not all(isinstance(item, nodes.Const) for item in node.items):
        raise refuse("forbidden-literal", hint=_BETWEEN if _names(node) else "")


def _negative(node: nodes.Neg) -> None:
    if not isinstance(node.node, nodes.Const) or type(node.node.value) is not int:
        raise refuse("forbidden-arithmetic")


def _loop(node: nodes.For) -> None:
    if not isinstance(node.target, nodes.Name) or node.recursive or node.test:
        raise refuse("loop-form")
    if node.target.name == "loop":
        raise refuse("forbidden-name", hint="Имя: loop.")
    if not isinstance(node.iter, (nodes.Name, nodes.Getattr)):
        raise refuse("loop-form")


def _compare(node: nodes.Compare) -> None:
    for operand in node.ops:
        if isinstance(operand.expr, (nodes.List, nodes.Tuple)) and operand.op not in {"in", "notin"}:
            raise refuse("forbidden-literal")


def _output(node: nodes.Output) -> None:
    for child in node.nodes:
        if isinstance(child, (nodes.List, nodes.Tuple)):
            raise refuse("forbidden-literal", hint=_BETWEEN if _names(child) else "")


_BETWEEN = "Если имелось в виду одно значение, между именами нужна точка, а не запятая."


def _names(node: nodes.List | nodes.Tuple) -> bool:
    return any(isinstance(item, (nodes.Name, nodes.Getattr)) for item in node.items)


_CHECKS: dict[type[nodes.Node], Callable[..., None]] = {
    nodes.Name: _name, nodes.Getattr: _attribute, nodes.Const: _constant, nodes.Test: _test, nodes.Filter: _filter,
    nodes.List: _sequence, nodes.Tuple: _sequence, nodes.Neg: _negative, nodes.For: _loop, nodes.Compare: _compare,
    nodes.Output: _output,
}  # fmt: skip
