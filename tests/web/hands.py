"""Hands at a keyboard and a mouse: what a person presses on pages as they stand, and what it costs.

The keystroke model: 0.28 s a key, 1.3 s a click with the way of the hand to the mouse (Card, Moran, Newell, 1980). Only
what the page shows can be pressed; a list is chosen from by two clicks, a field is left by Tab.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from werkzeug.datastructures import MultiDict

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from tests.web.pages import Page, SchoolClient

KEY, CLICK = 0.28, 1.3  # seconds
_PASTE = 2  # Ctrl and V


@dataclass
class Hands:
    """Somebody at work; `page` is what the screen shows."""

    client: SchoolClient
    page: Page
    clicks: int = 0
    keys: int = 0
    _typed: dict[str, str] = field(default_factory=dict)

    @property
    def seconds(self) -> float:
        """What it has taken by the model."""
        return self.keys * KEY + self.clicks * CLICK

    def type(self, name: str, text: str) -> None:
        """A field reached by Tab and typed into."""
        self._field(name)
        self.keys += len(text) + 1
        self._typed[name] = text

    def paste(self, name: str, text: str) -> None:
        """A field clicked into, what was copied put in."""
        self._field(name)
        self.clicks += 1
        self.keys += _PASTE
        self._typed[name] = text

    def choose(self, name: str, value: str) -> None:
        """A list opened, a line of it clicked."""
        assert value in self._field(name).xpath("./option/@value")
        self.clicks += 2
        self._typed[name] = value

    def open(self, words: str) -> None:
        """A folded part unfolded."""
        assert self.page.root.xpath(f"//main//summary[contains(., '{words}')]"), words
        self.clicks += 1

    def follow(self, words: str) -> None:
        """A link clicked."""
        links = self.page.root.xpath(f"//a[normalize-space(.)='{words}']/@href")
        assert links, f"no link «{words}» on {self.page.title}"
        self.clicks += 1
        self._show(self.client.page(str(links[0])))

    def press(self, words: str) -> None:
        """A button clicked, whose words begin so; the form is sent with what was typed."""
        buttons = self.page.root.xpath("//main//form//button[not(@hidden)]")
        found = [item for item in buttons if " ".join(item.text_content().split()).startswith(words)]
        assert found, f"no button «{words}» on {self.page.title}: {self.page.faults}"
        self.clicks += 1
        form = next(found[0].iterancestors("form"))
        values = MultiDict(self.page.values(form))
        for name, text in self._typed.items():
            values.setlist(name, [text])
        button = {found[0].get("name"): found[0].get("value", "")} if found[0].get("name") else {}
        path = form.get("action") or self.page.response.request.path
        self._show(self.client.send(path, values, **button))

    def _field(self, name: str) -> HtmlElement:
        found: HtmlElement
        (found,) = self.page.root.xpath(f"//main//*[@name='{name}'][not(@type='hidden')]")
        return found

    def _show(self, page: Page) -> None:
        self.page, self._typed = page, {}
