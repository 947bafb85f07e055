"""A form of a page filled with what was sent: it comes back as it was, whoever wrote its template."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import html

from sferum_docs.reading.cleaning import clean_line
from sferum_docs.reading.records import parse_day

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from lxml.html import HtmlElement

_OURS = {"csrf_token", "edit_token"}
# what nobody types: secrets and files never come back, the rest is the page's own
_NOT_TYPED = {"hidden", "password", "file", "submit", "button", "image", "reset"}
_UNSEEN = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_FILE_AGAIN = "Файл «{name}» не принят и не сохранён. Чтобы отправить его снова, выберите его ещё раз."


def refilled(
    page: str,
    path: str,
    sent: Mapping[str, Sequence[str]],
    files: Mapping[str, str],
    here: str,
    left: Collection[str] = (),
) -> str:
    """The page with its form of this path filled; `here` is the path of the page, where a form without one goes.

    Fields that the form does not have are let go, tokens stay those of the page; `files` are the names of files that
    were chosen: a browser lets nobody choose them but the person; fields named in `left` stay as the page shows them.
    """
    root = html.document_fromstring(page)
    form = _form_sent(root, path, sent, here)
    if form is None:
        return page
    taken: dict[str, int] = {}
    for control in form.xpath(".//input[@name] | .//select[@name] | .//textarea[@name]"):
        if control.get("name") not in left:
            _fill(control, sent, taken)
    for control in form.xpath(".//input[@type='file'][@name]"):
        _ask_again(control, files.get(str(control.get("name")), ""))
    for details in form.xpath("ancestor::details"):
        details.set("open", "open")
    return html.tostring(root, encoding="unicode", doctype="<!doctype html>")


def _form_sent(root: HtmlElement, path: str, sent: Mapping[str, Sequence[str]], here: str) -> HtmlElement | None:
    """The form that goes to the path; of several the one whose hidden fields are those that were sent."""
    forms = root.xpath("//form[translate(@method, 'POST', 'post') = 'post']")
    leading = [form for form in forms if _leads(form, path, here)]
    return max(leading, key=lambda form: _alike(form, sent), default=None)


def _leads(form: HtmlElement, path: str, here: str) -> bool:
    targets = [form.get("action") or here, *form.xpath(".//@formaction")]
    return path in {str(target).partition("?")[0] for target in targets}


def _alike(form: HtmlElement, sent: Mapping[str, Sequence[str]]) -> int:
    hidden = [item for item in form.xpath(".//input[@type='hidden'][@name]") if item.get("name") not in _OURS]
    same = sum(str(item.get("value", "")) in sent.get(str(item.get("name")), ()) for item in hidden)
    own = {str(name) for name in form.xpath(".//@name")} - _OURS
    return 1000 * (same - (len(hidden) - same)) + len(own & set(sent))


def _fill(control: HtmlElement, sent: Mapping[str, Sequence[str]], taken: dict[str, int]) -> None:
    name, kind = str(control.get("name")), str(control.get("type") or "text").lower()
    if control.tag == "input" and kind in _NOT_TYPED:
        return
    given = sent.get(name, ())
    if control.tag == "select":
        _choose(control, given)
    elif control.tag == "input" and kind in {"checkbox", "radio"}:
        _flag(control, "checked", on=str(control.get("value", "on")) in given)
    elif (place := taken.setdefault(name, 0)) < len(given):
        taken[name] += 1
        _write(control, kind, given[place])


def _choose(select: HtmlElement, given: Sequence[str]) -> None:
    options = select.xpath(".//option")
    offered = {_value(option) for option in options}
    if "multiple" not in select.attrib and not offered & set(given):
        return  # the view says what is wrong with a choice that nobody offered
    for option in options:
        _flag(option, "selected", on=_value(option) in given)


def _value(option: HtmlElement) -> str:
    return str(option.get("value", " ".join(option.text_content().split())))


def _flag(control: HtmlElement, name: str, *, on: bool) -> None:
    if on:
        control.set(name, name)
    else:
        control.attrib.pop(name, None)


def _write(control: HtmlElement, kind: str, text: str) -> None:
    if control.tag == "textarea":
        lines = "\n".join(text.splitlines())
        control.text = "\n" + _UNSEEN.sub("", lines)  # the first line feed is markup
        return
    day = parse_day(text) if kind == "date" else None
    if kind == "date" and text and day is None:
        control.set("type", "text")  # the browser's calendar would drop what is no day
    control.set("value", day.isoformat() if day else clean_line(text))


def _ask_again(control: HtmlElement, name: str) -> None:
    if name:
        told = html.Element("p", {"class": "hint"})
        told.text = _FILE_AGAIN.format(name=clean_line(name)[:150])
        control.addnext(told)
