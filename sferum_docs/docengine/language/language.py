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
from sferum_docs.docengine.language.constructs import check_nodes

if TYPE_CHECKING:
    from sferum_docs.docengine.language.tags import Tag

MAX_NESTING = 12
CELL_WORDS = ("vm", "hm", "colspan", "cellbg")
MARKERS = ("p", "tr", "tc", "r")
STATEMENTS = ("if", "elif", "else", "endif", "for", "endfor")

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
    (re.compile(r"\.\s*\.|\w\s*[:;]\s*\w"), "Между именами ставится одна точка."),
    (re.compile(r"^\s*\{|\}\s*$"), "Скобок с каждой стороны две: {{ и }}."),
    (re.compile(r"\w\s+\w"), "Имя пишется без пробелов, слова соединяет подчёркивание."),
)
_RUSSIAN_OPERATORS = re.compile(r"(?<![\w.\"'])(и|или|не|в|равно)(?![\w.\"'])")


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
