"""The third gate: the language. Jinja2 parses; only what is listed here passes the parse."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import TYPE_CHECKING

from jinja2 import Environment, StrictUndefined, nodes
from jinja2.exceptions import TemplateSyntaxError

from sferum_docs.docengine.findings import TemplateError, refuse

if TYPE_CHECKING:
    from collections.abc import Callable

    from sferum_docs.docengine.language.tags import Tag

MAX_TEXT = 200
MAX_NUMBER = 10**12
MAX_NODES = 60
MAX_NESTING = 12
CELL_WORDS = ("vm", "hm", "colspan", "cellbg")
MARKERS = ("p", "tr", "tc", "r")
STATEMENTS = ("if", "elif", "else", "endif", "for", "endfor")
COMPARISONS = {"eq": "==", "ne": "!=", "lt": "<", "gt": ">", "lteq": "<=", "gteq": ">=", "in": "in", "notin": "not in"}
LOOP = ("index", "revindex", "first", "last", "length")

# Statements of Jinja2 and of other engines that this language does not have.
FORBIDDEN_WORDS = (
    "set", "endset", "macro", "endmacro", "call", "endcall", "include", "import", "from", "extends", "block",
    "endblock", "with", "endwith", "filter", "endfilter", "autoescape", "endautoescape", "raw", "endraw", "do",
    "continue", "break", "trans", "endtrans", "debug", "print",
)  # fmt: skip
MISSPELT = {
    "если": "if", "иначе": "else", "иначеесли": "elif", "для": "for", "цикл": "for",
    "конецесли": "endif", "конеццикла": "endfor", "elseif": "elif", "elsif": "elif",
    "foreach": "for", "next": "endfor", "while": "for",
}  # fmt: skip
ENDS = ("конец", "end", "fi")  # of whatever block is open
END = "end"
# What stands instead of Jinja2's signs in a text that does not parse, and what to write.
SIGNS = (
    (re.compile(r"=>|=<|<>|&&|\|\||!(?!=)"), "Знаки сравнения: == != < > <= >=; связки: and, or, not."),
    (re.compile(r"(?<![=!<>])=(?![=])"), "Сравнение пишется двумя знаками равенства: ==."),
    (re.compile(r"[.|]\s*$"), "После точки и черты нужно имя."),
    (re.compile(r"\w\s+\w"), "Имя пишется без пробелов, слова соединяет подчёркивание."),
)
_RUSSIAN_OPERATORS = re.compile(r"(?<![\w.\"'])(и|или|не|в|равно)(?![\w.\"'])")

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


@dataclass(frozen=True)
class Statement:
    """What a tag says: its word (print, if, for …), the expression, and the loop's variable."""

    word: str
    expression: nodes.Expr | None = None
    target: str = ""


class Language(Environment):
    """Jinja2's parser that lets through the listed constructs only; nothing is ever compiled by Jinja2."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined)
        self.globals.clear()
        self.filters.clear()
        self.tests.clear()

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        check_nodes(tree)
        return tree


LANGUAGE = Language()


_BAR = "Если имелся в виду падеж или другой фильтр, перед ним ставится черта: имя|дательный."


def check_nodes(tree: nodes.Template) -> None:
    """Raise TemplateError at the first construct that is not in the list."""
    every = [tree, *tree.find_all(nodes.Node)]
    if len(every) > MAX_NODES:
        raise refuse("expression-too-long")
    for node in every:
        if not isinstance(node, PERMITTED):
            code = next((code for kind, code in REFUSALS if isinstance(node, kind)), "forbidden-construct")
            raise refuse(code, hint=_BAR if isinstance(node, nodes.Div) else "")
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


def read(tag: Tag) -> Statement:
    """Say what a tag means; raise TemplateError (without a place) when it is not of the language."""
    if tag.kind == "comment":
        return Statement("comment")
    return _statement(tag.kind, tag.body)


@lru_cache(maxsize=4096)
def _statement(kind: str, body: str) -> Statement:
    if kind == "print":
        return Statement("print", expression(body))
    word, _, rest = body.partition(" ")
    rest = rest.strip()
    if word in CELL_WORDS:
        return _cell_word(word, rest)
    if word not in STATEMENTS:
        raise _unknown_word(word, body)
    if word in {"if", "elif"}:
        if not rest:
            raise refuse("condition-missing")
        return Statement(word, expression(rest))
    if word == "for":
        return _for(rest)
    if rest and (word == "else" or rest.split()[0] not in {"if", "for"}):
        raise refuse("words-after", hint="Вместо «else if» пишется elif." if rest.startswith("if") else "")
    return Statement(word)


def _cell_word(word: str, rest: str) -> Statement:
    wants = word in {"colspan", "cellbg"}
    if wants == (not rest):
        raise refuse("cell-word", hint=f"Пишется: {{% {word}{' значение' if wants else ''} %}}.")
    return Statement(word, expression(rest) if wants else None)


def intended(tag: Tag) -> Statement:
    """Guess what a faulty tag was meant to be, so that its block still counts and no mistake is told twice."""
    if tag.kind == "print":
        return Statement("print")
    said = tag.source.strip("{}%-+ ").split()
    while said and len(said) > 1 and len(said[0]) <= 2 and said[0].lower() not in STATEMENTS:  # noqa: PLR2004 -- a marker
        said = said[1:]
    word = said[0] if said else ""
    if word.lower() in ENDS:
        return Statement(END)
    guesses = (word.lower(), "".join(said).lower(), MISSPELT.get(word.lower(), ""), *_nearest(word))
    word = next((guess for guess in guesses if guess in STATEMENTS), "comment")
    return Statement(word, target=said[1] if word == "for" and len(said) > 1 else "")


def _for(rest: str) -> Statement:
    node = _parse("{% for " + rest + " %}{% endfor %}", rest).body[0]
    if (
        not isinstance(node, nodes.For)
        or not isinstance(node.target, nodes.Name)
        or not isinstance(node.iter, nodes.Expr)
    ):
        raise refuse("loop-form")
    return Statement("for", node.iter, node.target.name)


def expression(text: str) -> nodes.Expr:
    """Parse one expression and check it against the list."""
    output = _parse("{{ " + text + " }}", text).body
    if len(output) != 1 or not isinstance(output[0], nodes.Output) or len(output[0].nodes) != 1:
        raise refuse("syntax")
    found = output[0].nodes[0]
    if isinstance(found, nodes.TemplateData):
        raise refuse("syntax")
    return found


def _parse(source: str, text: str) -> nodes.Template:
    if sum(text.count(sign) for sign in "([{") > MAX_NESTING or text.count(" not ") > MAX_NESTING:
        raise refuse("expression-too-long")
    if "{{" in text or "{%" in text or "{#" in text or "%}" in text or "}}" in text:
        raise refuse("syntax")
    try:
        return LANGUAGE.parse(source)
    except TemplateSyntaxError:
        raise refuse("syntax", hint=_syntax_hint(text)) from None
    except (RecursionError, ValueError, OverflowError, MemoryError):
        raise refuse("expression-too-long") from None


def _syntax_hint(text: str) -> str:
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", '""', text)
    russian = _RUSSIAN_OPERATORS.search(bare)
    if russian:
        pairs = {"и": "and", "или": "or", "не": "not", "в": "in", "равно": "=="}
        return f"Вместо «{russian[1]}» пишется {pairs[russian[1]]}."
    if bare.count("(") != bare.count(")"):
        return "Не хватает скобки."
    return next((hint for pattern, hint in SIGNS if pattern.search(bare)), "")


def _unknown_word(word: str, body: str) -> TemplateError:
    if word.startswith(("set", "macro", "call", "include", "import")) or word in FORBIDDEN_WORDS:
        return refuse("forbidden-statement", hint=f"Слово: {word}.")
    if word in MARKERS:
        return refuse("unknown-statement", hint=f"Метка пишется слитно со скобкой: {{%{word}.")
    joined = body.replace(" ", "")
    for variant in (word.lower(), joined.lower()):
        if variant in STATEMENTS:
            return refuse("unknown-statement", hint=f"Пишется: {variant}.")
        if variant in ENDS:
            return refuse("unknown-statement", hint="Цикл закрывается endfor, условие — endif.")
        if variant in MISSPELT:
            return refuse("unknown-statement", hint=f"Пишется: {MISSPELT[variant]}.")
    near = _nearest(word)
    return refuse("unknown-statement", hint=f"Похоже на: {near[0]}." if near else "")


def _nearest(word: str) -> list[str]:
    return get_close_matches(word.lower(), STATEMENTS, n=1, cutoff=0.6)
