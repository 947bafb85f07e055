"""What pages ask of a browser, read out of all our styles, scripts and templates and held against a table.

The floor is Chromium 109 and Firefox 115 ESR. What the table does not know fails, so that nothing passes unseen.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import flask_bootstrap
import pytest
import tinycss2
import tree_sitter_javascript
from tree_sitter import Language, Parser

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tree_sitter import Node

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "sferum_docs/web/static"
BOOTSTRAP = Path(flask_bootstrap.__file__).parent / "static/bootstrap5/css/bootstrap.min.css"
TABLE: dict[str, Any] = tomllib.loads(Path(__file__).with_name("browsers.toml").read_text(encoding="utf-8"))
FLOOR = (TABLE["floor"]["chromium"], TABLE["floor"]["firefox"])
STYLES = [*sorted(STATIC.glob("*.css")), BOOTSTRAP]
SCRIPTS = sorted(STATIC.glob("*.js"))
FORMS = sorted((ROOT / "sferum_docs/web").rglob("*.py"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
_GROUPS = {"media", "supports", "layer", "container", "keyframes", "-webkit-keyframes"}
_NOTES = re.compile(r"\{#.*?#\}|<!--.*?-->|<!doctype[^>]*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""<([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^>"'])*)>""")
_OF_ELEMENT = re.compile(r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_INNER = {"style": re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL | re.IGNORECASE),
          "script": re.compile(r"<script[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)}  # fmt: skip
_COLOURS = {"rgb", "rgba", "hsl", "hsla", "hwb", "lab", "lch", "oklab", "oklch", "color"}
_GIVEN = re.compile(r"render_kw=\{([^}]*)\}")  # attributes that forms of ours give to fields
_VALUES = re.compile(r""""[^"]*"|'[^']*'""")


class Use(NamedTuple):
    """Something asked of a browser: which table knows it, its name, whether the page asks first, the rule it is in."""

    kind: str
    name: str
    asked: bool = False
    rule: str = ""


@cache
def table_of(kind: str) -> tuple[frozenset[str], dict[str, tuple[int, int]], dict[str, str], dict[str, str]]:
    """Known, since, without, rules."""
    room, _dot, part = kind.partition(".")
    found = TABLE[room][part]
    known = frozenset(f"{found.get('known', '')} {found.get('own', '')}".split())
    since = {name: (pair[0], pair[1]) for name, pair in found.get("since", {}).items()}
    return known, since, TABLE[room].get("without", {}), TABLE[room].get("rules", {})


def fault_of(use: Use) -> str:
    """Why something may not be asked; empty when it may."""
    known, since, without, rules = table_of(use.kind)
    name = use.name
    if name in known or name in without or use.rule in rules:
        return ""
    if name not in since:
        return "" if _is_prefixed(use) else f"{use.kind} {name}: not in browsers.toml, look it up"
    if use.asked or all(0 < version <= least for version, least in zip(since[name], FLOOR, strict=True)):
        return ""
    return (
        f"{use.kind} {name}: Chromium {since[name][0]}, Firefox {since[name][1]}{f' in {use.rule}' if use.rule else ''}"
    )


def _is_prefixed(use: Use) -> bool:
    if use.kind == "css.keywords":
        return True  # words are many: of these only the new ones are listed
    return use.kind.startswith("css.") and use.name.startswith(
        tuple(f"-{name}-" for name in TABLE["css"]["prefixed"]["known"].split())
    )


def faults_of(uses: Iterable[Use]) -> list[str]:
    return sorted({fault for use in uses if (fault := fault_of(use))})


def of_style(text: str) -> Iterator[Use]:
    """Everything that a style sheet asks."""
    yield from _rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True), asked=False)


def _rules(items: Iterable[Any], *, asked: bool) -> Iterator[Use]:
    for item in items:
        if item.type == "qualified-rule":
            rule = tinycss2.serialize(item.prelude).strip()
            yield from (use._replace(rule=rule, asked=asked) for use in _selector(item.prelude))
            yield from _declarations(item.content, rule, asked=asked)
        elif item.type == "at-rule":
            yield from _at_rule(item, asked=asked)
        else:
            pytest.fail(f"{item.type}: {getattr(item, 'message', '')}")


def _at_rule(item: Any, *, asked: bool) -> Iterator[Use]:
    name = item.lower_at_keyword
    yield Use("css.at", name, asked)
    if name == "media":
        words = re.findall(r"[a-z][\w-]*", tinycss2.serialize(item.prelude).lower())
        plain = {"and", "not", "only", "or", "none", "no-preference", "reduce", "active", "dark", "light", "landscape",
                 "portrait", "fine", "coarse", "px", "rem", "em", "more", "less"}  # fmt: skip
        yield from (Use("css.media", word, asked) for word in words if word not in plain)
    if name == "container":
        yield from (Use("css.at", "container style()", asked) for part in item.prelude if part.type == "function")
    if item.content is None:
        return
    if name in _GROUPS:
        inner = tinycss2.parse_rule_list(item.content, skip_comments=True, skip_whitespace=True)
        yield from _rules(inner, asked=asked or name == "supports")
    else:
        yield from _declarations(item.content, f"@{name}", asked=asked)


def _selector(tokens: Iterable[Any]) -> Iterator[Use]:
    before: Any = None
    for token in tokens:
        after_colon = before is not None and before.type == "literal" and before.value == ":"
        if token.type == "function":
            if after_colon:
                yield Use("css.pseudo", f"{token.lower_name}()")
                if any(part.type == "ident" and part.lower_value == "of" for part in token.arguments):
                    yield Use("css.pseudo", f"{token.lower_name}(of)")
            yield from _selector(token.arguments)
        elif token.type == "ident" and after_colon:
            yield Use("css.pseudo", token.lower_value)
        elif token.type == "literal" and token.value == "&":
            yield Use("css.at", "nesting")
        before = token


def _declarations(content: Iterable[Any], rule: str, *, asked: bool) -> Iterator[Use]:
    for item in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if item.type != "declaration":
            yield Use("css.at", "nesting", asked, rule)  # Chromium 120, Firefox 117
            continue
        if not item.name.startswith("--"):
            yield Use("css.properties", item.lower_name, asked)
        yield from (use._replace(asked=asked) for use in _value(item.value))


def _value(tokens: Iterable[Any]) -> Iterator[Use]:
    for token in tokens:
        if token.type == "function":
            yield Use("css.functions", token.lower_name)
            yield from _new_way_of(token)
            yield from _value(token.arguments)
        elif token.type == "dimension":
            yield Use("css.units", token.lower_unit)
        elif token.type == "ident":
            yield Use("css.keywords", token.lower_value)
        elif token.type.endswith(" block"):
            yield from _value(token.content)


def _new_way_of(function: Any) -> Iterator[Use]:
    """Of a function that is old itself: a colour made out of another, a gradient in another space, a typed `attr()`."""
    words = [part.lower_value for part in function.arguments if part.type == "ident"]
    if function.lower_name in _COLOURS and words[:1] == ["from"]:
        yield Use("css.functions", "colour(from)")
    if function.lower_name.endswith("-gradient") and "in" in words:
        yield Use("css.functions", "gradient(in)")
    if function.lower_name == "attr" and len([part for part in function.arguments if part.type != "whitespace"]) > 1:
        yield Use("css.functions", "attr(typed)")


@cache
def _parser() -> Parser:
    return Parser(Language(tree_sitter_javascript.language()))


def of_script(text: str) -> Iterator[Use]:
    """Everything that a script asks."""
    tree = _parser().parse(text.encode())
    assert not tree.root_node.has_error, "the script is not understood"
    nodes = [*_nodes(tree.root_node)]
    declared = {word(node) for node in nodes if node.type == "identifier" and _is_declared(node)}
    declared |= {word(node) for node in nodes if node.type == "shorthand_property_identifier_pattern"}
    for node in nodes:
        if not node.is_named:
            if node.type in TABLE["js"]["operators"]["since"]:
                yield Use("js.operators", node.type)
            continue
        yield Use("js.syntax", node.type)
        if node.type == "regex_flags":
            yield from (Use("js.flags", flag) for flag in word(node))
        elif node.type == "regex_pattern":
            yield from _of_pattern(word(node))
        elif node.type in {"pair_pattern", "shorthand_property_identifier_pattern", "subscript_expression"}:
            yield from _taken_by_name(node)
        elif node.type == "member_expression" and not _is_of_dataset(node):
            yield Use("js.members", word(node.child_by_field_name("property")))
        elif node.type == "identifier" and word(node) not in declared:
            yield Use("js.globals", word(node))


def _of_pattern(text: str) -> Iterator[Use]:
    if re.search(r"\(\?[ims-]+:", text):
        yield Use("js.flags", "(?i:)")
    names = re.findall(r"\(\?<(\w+)>", text)
    if len(names) != len({*names}):
        yield Use("js.flags", "(?<a>)|(?<a>)")


def _taken_by_name(node: Node) -> Iterator[Use]:
    """What is taken without a dot: `const {groupBy: by} = Object`, `rows["toSorted"]()`. Our own names are as many."""
    part = {"pair_pattern": "key", "subscript_expression": "index"}.get(node.type)
    named = word(node.child_by_field_name(part) if part else node).strip("\"'`")
    if named in table_of("js.members")[1]:
        yield Use("js.members", named)


def _nodes(node: Node) -> Iterator[Node]:
    yield node
    for child in node.children:
        yield from _nodes(child)


def word(node: Node | None) -> str:
    assert node is not None
    return (node.text or b"").decode()


def _is_declared(node: Node) -> bool:
    """Whether a name is given here: to a value, a function, an argument, a part of one that is taken apart."""
    parent = node.parent
    while parent is not None and parent.type in {"array_pattern", "object_pattern", "pair_pattern", "rest_pattern"}:
        node, parent = parent, parent.parent
    if parent is None:
        return False
    if parent.type in {"formal_parameters", "import_specifier", "import_clause", "namespace_import"}:
        return True
    fields = {"variable_declarator": "name", "function_declaration": "name", "class_declaration": "name",
              "arrow_function": "parameter", "catch_clause": "parameter", "for_in_statement": "left",
              "assignment_pattern": "left"}  # fmt: skip
    return parent.type in fields and parent.child_by_field_name(fields[parent.type]) == node


def _is_of_dataset(node: Node) -> bool:
    owner = node.child_by_field_name("object")
    return owner is not None and owner.type == "member_expression" and word(owner).endswith("dataset")


def of_template(text: str) -> Iterator[Use]:
    """Every element and attribute of a template."""
    plain = _NOTES.sub("", text)
    plain = re.sub(r"\{\{.*?\}\}", "0", re.sub(r"\{%.*?%\}", " ", plain, flags=re.DOTALL), flags=re.DOTALL)
    for found in _TAG.finditer(plain):
        yield Use("html.elements", found[1])
        names = re.findall(r"[A-Za-z][\w:-]*", _VALUES.sub("=", found[2]))
        yield from (Use("html.attributes", name) for name in names if not name.startswith(("data-", "aria-")))
        yield from _of_values(found[1], found[2])
    for inner in _INNER["style"].findall(plain):
        yield from of_style(inner)
    for inner in _INNER["script"].findall(plain):
        yield from of_script(inner)


def _of_values(element: str, attributes: str) -> Iterator[Use]:
    """Attributes that are old but on this element or with this value; styles within the page."""
    new = table_of("html.values")[1]
    for name, twice, once in _OF_ELEMENT.findall(attributes):
        value = twice or once
        yield from (Use("html.values", told) for told in (f"{element} {name}", f"{name} {value}") if told in new)
        if name == "style":
            yield from _declarations(tinycss2.parse_component_value_list(value), f"style of {element}", asked=False)


def of_forms(text: str) -> Iterator[Use]:
    """Every attribute that a form of ours gives to its fields."""
    for given in _GIVEN.findall(text):
        names = re.findall(r"""["']([\w-]+)["']\s*:""", given)
        yield from (Use("html.attributes", name) for name in names if not name.startswith(("data-", "aria-")))


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_styles_ask_nothing_that_an_old_browser_does_not_know(path: Path) -> None:
    assert faults_of(of_style(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_scripts_ask_nothing_that_an_old_browser_does_not_know(path: Path) -> None:
    assert faults_of(of_script(path.read_text(encoding="utf-8"))) == []


def test_pages_ask_nothing_that_an_old_browser_does_not_know() -> None:
    assert faults_of(use for path in TEMPLATES for use in of_template(path.read_text(encoding="utf-8"))) == []


def test_forms_ask_nothing_that_an_old_browser_does_not_know() -> None:
    assert faults_of(use for path in FORMS for use in of_forms(path.read_text(encoding="utf-8"))) == []


def test_no_style_and_no_script_lies_where_it_is_not_looked_at() -> None:
    assert {*STATIC.rglob("*.css")} | {*STATIC.rglob("*.js")} == {*STYLES, *SCRIPTS} - {BOOTSTRAP}


def test_exceptions_are_still_needed() -> None:
    used = [use for path in STYLES for use in of_style(path.read_text(encoding="utf-8"))]
    assert {*TABLE["css"]["rules"]} <= {use.rule for use in used}
    assert {*TABLE["css"]["without"]} <= {use.name for use in used}


CAUGHT_STYLES = [
    ("a { & b { color: red } }", "nesting"),
    ("a { b { color: red } }", "nesting"),
    (".a:has(b) { color: red }", "has()"),
    ("@container (width > 3px) { a { color: red } }", ""),
    ("a { color: color-mix(in srgb, red, blue) }", "color-mix"),
    ("a { --b: color-mix(in srgb, red, blue) }", "color-mix"),
    ("@layer a { b { color: oklch(1 1 1) } }", "oklch"),
    ("a { grid-template-rows: subgrid }", "subgrid"),
    ("a { height: 1lh }", "lh"),
    ("[popover]:popover-open { top: 0 }", "popover"),
    ("a { hovver: 1 }", "hovver"),
    ("@nested { a { top: 0 } }", "nested"),
    ("a:focuss { top: 0 }", "focuss"),
    ("a { width: calcc(1px) }", "calcc"),
    ("a { width: 1pxx }", "pxx"),
    ("@media (scripting: none) { a { top: 0 } }", "scripting"),
    ("@media print { a { view-transition-name: x } }", "view-transition-name"),
    ("@scope (a) { b { top: 0 } }", "scope"),
    ("& a { top: 0 }", "nesting"),
    ("a { &:hover { top: 0 } }", "nesting"),
    ("a { @media print { top: 0 } }", "nesting"),
    (".a:not(:is(:has(b))) { top: 0 }", "has()"),
    ("a:nth-child(2 of .b) { top: 0 }", "nth-child(of)"),
    ("a { color: rgb(from red r g b) }", "colour(from)"),
    ("a { background: linear-gradient(in oklch, red, blue) }", "gradient(in)"),
    ("a { width: attr(data-width type(<length>)) }", "attr(typed)"),
    ("@container style(--b: 1) { a { top: 0 } }", "container style()"),
    ("a { text-box-trim: both }", "text-box-trim"),
]
CAUGHT_SCRIPTS = [
    ("const a = [1].toSorted();", "toSorted"),
    ("Promise.withResolvers();", "withResolvers"),
    ("new Set().union(a);", "union"),
    ("URL.canParse('x');", "canParse"),
    ("/[a]/v.test(b);", "v"),
    ("new Temporal();", "Temporal"),
    ("Object.groupBy([], b);", "groupBy"),
    ("document.startViewTransition(b);", "startViewTransition"),
    ("x.inventedMethod();", "inventedMethod"),
    ("unknownGlobal();", "unknownGlobal"),
    ("/(?i:a)/.test(b);", "(?i:)"),
    ("x.showPopover();", "showPopover"),
    ("x?.toSorted();", "toSorted"),
    ("x['toSorted']();", "toSorted"),
    ("Array.prototype.toSorted.call(x);", "toSorted"),
    ("const {canParse} = URL;", "canParse"),
    ("const {groupBy: by} = Object;", "groupBy"),
    ("function a({withResolvers}) {}", "withResolvers"),
    ("/(?<a>b)|(?<a>c)/.test(d);", "(?<a>)|(?<a>)"),
    ("x.popover = 'auto';", "popover"),
    ("x.closedBy = 'any';", "closedBy"),
]


CAUGHT_PAGES = [
    ('<dialog closedby="any">', "closedby"),
    ("<button command='close'>", "command"),
    ("<p {% if x %}popover{% endif %}>", "popover"),
    ('<details name="one">', "details name"),
    ('<p hidden="until-found">', "hidden until-found"),
    ('<p contenteditable="plaintext-only">', "contenteditable plaintext-only"),
    ('<p style="color: color-mix(in srgb, red, blue)">', "color-mix"),
    ("<style>a:has(b) { top: 0 }</style>", "has()"),
    ("<script>[1].toSorted();</script>", "toSorted"),
]


@pytest.mark.parametrize(("text", "name"), CAUGHT_PAGES)
def test_a_page_that_asks_what_is_too_new_is_caught(text: str, name: str) -> None:
    assert any(name in fault for fault in faults_of(of_template(text)))


def test_a_form_that_asks_what_is_too_new_is_caught() -> None:
    assert faults_of(of_forms('StringField(render_kw={"rows": "2", "popover": "auto"})'))


@pytest.mark.parametrize(("text", "name"), CAUGHT_STYLES)
def test_a_style_that_is_too_new_or_unknown_is_caught(text: str, name: str) -> None:
    told = faults_of(of_style(text))
    assert any(name in fault for fault in told) or (not name and not told), told


@pytest.mark.parametrize(("text", "name"), CAUGHT_SCRIPTS)
def test_a_script_that_is_too_new_or_unknown_is_caught(text: str, name: str) -> None:
    assert any(name in fault for fault in faults_of(of_script(text)))


def test_what_is_asked_first_may_be_new_and_what_is_old_may_be_used() -> None:
    asked = "@supports (color: color-mix(in srgb, red, blue)) { a { color: color-mix(in srgb, red, blue) } }"
    assert faults_of(of_style(asked)) == []
    assert (
        faults_of(of_script("const {a, b: [c]} = structuredClone(window); a?.at(-1) ?? c; try { c() } catch (e) { e }"))
        == []
    )
    assert faults_of(of_template("<dialog popover><blink>")) == [
        "html.attributes popover: Chromium 114, Firefox 125", "html.elements blink: not in browsers.toml, look it up",
    ]  # fmt: skip
