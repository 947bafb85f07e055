"""A test client that reads pages as a browser does: it checks every page by itself and fills forms as they stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from flask.testing import FlaskClient
from lxml import etree, html
from werkzeug.datastructures import MultiDict

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml.html import FormElement, HtmlElement
    from werkzeug.test import TestResponse

SITE = "Сферум-документы"
ACT = "/acts/sferum-2023"  # where the pages of the shipped act begin


def _strings(path: str) -> Callable[[HtmlElement], list[str]]:
    """What an XPath finds, as plain text: lxml would make an object of each element that an attribute stands on."""
    return etree.XPath(path, smart_strings=False)


_IDS, _LABELLED, _DESCRIBED = _strings("//@id"), _strings("//label/@for"), _strings("//@aria-describedby")
_LOADED, _LINKS = _strings("//@src | //link/@href | //form/@action"), _strings("//main//a/@href")
_ROOT = "root_of_page"
_BUTTONS = {"submit", "button", "reset", "image"}


class Page:
    """A page of the answer."""

    def __init__(self, response: TestResponse) -> None:
        self.response = response
        self.status = response.status_code
        self.root = _read(response)

    @property
    def text(self) -> str:
        return _words(self.root)

    @property
    def title(self) -> str:
        return str(self.root.findtext("head/title"))

    @property
    def main(self) -> str:
        return _words(self.root.xpath("//main")[0])

    @property
    def faults(self) -> list[str]:
        """The lines of the summary."""
        return [" ".join(item.text_content().split()) for item in self.root.xpath("//section[@role='alert']//li")]

    def beside(self, field: str) -> str:
        """What stands beside a field, through `aria-describedby`, when it is marked as wrong."""
        found = self.root.get_element_by_id(field)
        assert found.get("aria-invalid") == "true", f"{field} is not marked"
        ids = (found.get("aria-describedby") or "").split()
        return " ".join(self.root.get_element_by_id(item).text_content().strip() for item in ids)

    def form(self, number: int = -1) -> FormElement:
        """A form of the page; the last one is the page's own."""
        forms: list[FormElement] = self.root.xpath("//main//form")
        return forms[number]

    def form_to(self, path: str, **hidden: str) -> FormElement:
        """The form of the page that goes to this path; of several that with these hidden values."""
        forms: list[FormElement] = self.root.xpath("//main//form[translate(@method, 'POST', 'post') = 'post']")
        here = self.response.request.path
        leading = [form for form in forms if path in {form.get("action") or here, *form.xpath(".//@formaction")}]
        wanted = [form for form in leading if all(form.fields.get(name) == value for name, value in hidden.items())]
        assert wanted, f"no form goes to {path}"
        return wanted[0]

    def values(self, form: FormElement | None = None) -> MultiDict[str, str]:
        """What a browser would send for a form without any button, for the page's own when none is given."""
        values: MultiDict[str, str] = MultiDict()
        for control in (self.form() if form is None else form).xpath(".//input | .//select | .//textarea"):
            name, kind = control.get("name"), control.get("type")
            if not name or kind in _BUTTONS or kind == "file":
                continue
            if kind in {"checkbox", "radio"} and "checked" not in control.attrib:
                continue
            if control.tag == "select" and "multiple" in control.attrib:
                values.setlist(name, list(control.value))
                continue
            value = control.value if control.value is not None else ""
            # the line feed right after <textarea> is markup to a browser, text to lxml
            values.add(name, value.removeprefix("\n") if control.tag == "textarea" else value)
        return values

    def links(self) -> list[str]:
        return _LINKS(self.root)


class SchoolClient(FlaskClient):
    """The client of the tests."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        response = super().open(*args, **kwargs)
        if response.status_code == 303 and "refused=" in response.location:  # a browser is led to the page by itself
            visitor = {name: kwargs[name] for name in ("headers", "environ_base", "base_url") if name in kwargs}
            response = super().open(response.location, method="GET", **visitor)
        if response.mimetype == "text/html" and not 300 <= response.status_code < 400:
            check_page(Page(response))
        return response

    def page(self, path: str) -> Page:
        return Page(self.get(path, follow_redirects=True))

    def fill(self, path: str, changes: dict[str, Any] | None = None, **button: str) -> Page:
        """Opens a page, changes values of its form, presses a button: `fill("/staff", {…}, action="save")`."""
        return self.send(path, self.page(path).values(), changes, **button)

    def send(
        self, path: str, values: MultiDict[str, str], changes: dict[str, Any] | None = None, **button: str
    ) -> Page:
        """Sends a form with these values changed."""
        data: MultiDict[str, Any] = MultiDict(values)
        for name, value in {**(changes or {}), **button}.items():
            data.setlist(name, value if isinstance(value, list) else [value])
        return Page(self.post(path, data=data, content_type="multipart/form-data", follow_redirects=True))


def _read(response: TestResponse) -> HtmlElement:
    """Once, for whoever looks at what holds on all pages, and for the test of this one."""
    if _ROOT not in vars(response):
        setattr(response, _ROOT, html.document_fromstring(response.text))
    found: HtmlElement = getattr(response, _ROOT)
    return found


def _words(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def check_page(page: Page) -> None:
    """What holds on every page."""
    heading = page.root.xpath("//h1")
    assert len(heading) == 1
    words = " ".join(heading[0].text_content().split())
    mark = "Ошибка: " if page.faults else ""
    assert " ".join(page.title.split()) == f"{mark}{words} — {SITE}"
    counts: Counter[str] = Counter(_IDS(page.root))
    twice = [name for name, count in counts.items() if count > 1]
    assert not twice, f"ids stand twice: {twice}"
    ids = set(counts)
    labelled = set(_LABELLED(page.root))
    assert labelled <= ids
    for control in page.root.xpath("//input | //select | //textarea"):
        if control.get("type") not in _BUTTONS | {"hidden"}:
            assert control.get("aria-label") or control.get("id") in labelled, html.tostring(control)
    described = {item for value in _DESCRIBED(page.root) for item in value.split()}
    assert described <= ids, f"described by nothing: {described - ids}"
    for form in page.root.xpath("//form[translate(@method, 'POST', 'post') = 'post']"):
        assert form.xpath(".//input[@name='csrf_token']/@value")
    assert not page.root.xpath("//@style | //style | //script[not(@src)] | //@*[starts-with(name(), 'on')]")
    assert not [url for url in _LOADED(page.root) if "//" in url]
    primary = page.root.xpath("//main//*[contains(concat(' ', @class, ' '), ' btn-primary ')]")
    assert len(primary) <= 1, "one primary button a page"
    known_here = [link[1:] for link in page.links() if link.startswith("#")]
    assert set(known_here) <= ids, "the summary leads to nothing"
