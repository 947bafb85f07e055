"""The desk of the secretary worked through its pages: what many tests begin with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.web.pages import Page

if TYPE_CHECKING:
    from tests.web.pages import SchoolClient


def register(client: SchoolClient, *titles: str, **changes: Any) -> Page:
    """Registers the waiting documents whose titles begin so."""
    page = client.page("/register/new")
    chosen = [
        item.xpath(".//input[@name='documents']/@value")[0]
        for item in page.root.xpath("//fieldset[@id='documents']//li")
        if any(item.xpath("string(.//label)").replace("\u00a0", " ").startswith(title) for title in titles)
    ]
    return client.send("/register/new", page.values(), {"documents": chosen, "signed_on": "2023-10-16", **changes})


def entry_form(page: Page, ending: str) -> dict[str, Any]:
    """What a browser would send for the form of an entry whose address ends so."""
    (form,) = page.root.xpath(f"//form[substring(@action, string-length(@action) - {len(ending) - 1}) = '{ending}']")
    values: dict[str, Any] = {}
    for control in form.xpath(".//input | .//select | .//textarea"):
        name, kind = control.get("name"), control.get("type")
        if name and kind not in {"file", "submit"} and (kind != "checkbox" or "checked" in control.attrib):
            values[name] = control.value or ""
    return values


def press(client: SchoolClient, entry: int, deed: str, **changes: Any) -> Page:
    address = f"/register/entries/{entry}"
    values = {**entry_form(client.page(address), f"/{deed}"), **changes}
    answer = client.post(f"{address}/{deed}", data=values, content_type="multipart/form-data", follow_redirects=True)
    return Page(answer)


def register_one(client: SchoolClient) -> None:
    """Order № 1, registered."""
    register(client, "О назначении")


def register_two(client: SchoolClient) -> None:
    """Orders № 1 and № 2, registered together."""
    register(client, "О назначении", "Об исключении")
