"""A real browser against the real server: Debian's Chromium, waitress on a free port."""

from __future__ import annotations

import os
import shutil
import threading
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator
from waitress import create_server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

    from flask import Flask
    from flask.testing import FlaskClient
    from playwright.sync_api import ConsoleMessage, FloatRect, Page, Request, StorageState

_USUAL = "/usr/bin/chromium"
# a browser of its own would look for updates and names of hosts
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# what never leaves the browser: its own viewer of PDF is made of such pages
_WITHIN = {"data", "blob", "chrome", "chrome-extension"}
# where the pictures of the guides go: PICTURES=docs python3 run.py test tests/web/test_*_day.py
PICTURES = os.environ.get("PICTURES")
_LARGEST_PICTURE = 120_000  # bytes
AXE = Axe()
LOOKED_AT = set[str]()  # looks whose contrast was found right, on any page of this process
_OF_CONTRAST = {"color-contrast", "wcag2aa"}  # the rule, or what it is a rule of
_HAS_AXE = "'axe' in window"  # a page that is looked at in two widths needs it once
# the contrast of a text is asked once for each look that it and all that it stands in have; what is hidden, left out
# or without words has not been looked at
_LOOK = """([asked, known]) => {
    const alike = (%s)(), looks = [], done = new WeakSet(), seen = new Set(known);
    const LOOK = ['color', 'backgroundColor', 'backgroundImage', 'opacity', 'fontSize', 'fontWeight', 'position',
        'textShadow', 'filter', 'mixBlendMode'];
    const told = (item, above) => {
        const style = getComputedStyle(item);
        const text = [above, item.tagName, item.className, item.disabled, item.control?.disabled, !!item.value,
            item.ariaDisabled, innerWidth, ...LOOK.map((name) => style[name])].join();
        let [one, two] = [0, 7];
        for (let at = 0; at < text.length; at++) {
            one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
            two = Math.imul(two ^ text.charCodeAt(at), 1597334677);
        }
        return (one >>> 0).toString(36) + (two >>> 0).toString(36);
    };
    const walk = (item, above) => {
        if (alike.includes(item)) return;
        const look = told(item, above), words = Array.from(item.childNodes).some((node) => node.nodeType === 3
            && node.data.trim());
        if (seen.has(look)) done.add(item);
        else if (item.checkVisibility({visibilityProperty: true}) && (words || ['INPUT', 'SELECT', 'TEXTAREA']
            .includes(item.tagName))) looks.push(look);
        for (const child of item.children) walk(child, look);
    };
    walk(document.documentElement, '');
    const rule = axe._audit.rules.find((one) => one.id === 'color-contrast');
    rule.usual ??= rule.matches;
    rule.matches = (item, ...more) => !done.has(item) && rule.usual(item, ...more);
    return axe.run({include: document, exclude: alike}, asked).then((found) => [found.violations, looks]);
}"""
_CHECKED = "axe has looked"
# of rows that differ in words alone axe sees three, for stripes may colour every second: the contrast of every cell is
# most of what a check costs. A row that lacks an attribute, or bears another class, differs.
_ALIKE = """() => {
    const told = (item) => item.tagName + Array.from(item.attributes, ({name, value}) =>
        ['class', 'role', 'type', 'tabindex', 'scope'].includes(name) ? `${name}=${value}` : name).sort();
    const seen = new Map();
    return Array.from(document.querySelectorAll('tbody > tr, ul > li, ol > li')).filter((row) => {
        if (!seen.has(row.parentNode)) seen.set(row.parentNode, {});
        const counts = seen.get(row.parentNode), key = [row, ...row.querySelectorAll('*')].map(told).join('|');
        counts[key] = (counts[key] ?? 0) + 1;
        return counts[key] > 3;
    });
}"""
_HANDS = ("check", "click", "fill", "press", "press_sequentially", "select_option", "set_input_files", "uncheck")
_BAR = "place => document.querySelectorAll('.save-bar').forEach((bar) => { bar.style.position = place; })"
NARROW = ("scrollable-region-focusable", "target-size", "color-contrast")


def browser_path(*, whole: bool = False) -> str | None:
    """Where the browser is; `BROWSER_PATH` names another (Edge on Windows).

    Its shell without windows draws the same pages for three quarters of the processor's time; the viewer of PDF
    stands in the whole browser alone.
    """
    shell = None if whole else shutil.which("chromium-headless-shell")
    found = os.environ.get("BROWSER_PATH") or shell or shutil.which("chromium") or _USUAL
    return found if Path(found).exists() else None


def use_hands_after_scripts() -> None:
    """Whatever a test does on a page, it does when the scripts of the page listen, as a person would.

    A field may be filled as soon as it is there: on a machine at work that is before anything waits for its change.
    """
    for name in _HANDS:
        setattr(Locator, name, _after_scripts(getattr(Locator, name)))


def _after_scripts(deed: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(deed)
    def done(self: Locator, *args: Any, **kwargs: Any) -> Any:
        self.page.wait_for_load_state("domcontentloaded")
        return deed(self, *args, **kwargs)

    return done


class Door:
    """Leads whoever comes to the application of the test that runs, to nothing between two tests."""

    def __init__(self) -> None:
        self.address = ""
        self._inside: WSGIApplication = _nothing
        self._visits, self._quiet = 0, threading.Condition()

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        with self._quiet:
            inside = self._inside
            self._visits += 1
        try:
            return inside(environ, start_response)
        finally:
            with self._quiet:
                self._visits -= 1
                self._quiet.notify_all()

    @contextmanager
    def leading_to(self, app: Flask) -> Iterator[None]:
        """Opens the door, closes it and waits until everybody has left."""
        self._inside = app
        try:
            yield
        finally:
            with self._quiet:
                self._inside = _nothing
                self._quiet.wait_for(lambda: not self._visits, timeout=60)


def _nothing(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    start_response("503 Service Unavailable", [("Content-Type", "text/plain")])
    return [b""]


@contextmanager
def serving(app: WSGIApplication, threads: int = 8) -> Iterator[str]:
    """The address of the application while it is served."""
    # as `serve` does: whose word on the visitor is taken is decided by TRUSTED_PROXIES
    server = create_server(app, host="127.0.0.1", port=0, threads=threads, clear_untrusted_proxy_headers=False)
    closing = threading.Event()

    def run() -> None:
        try:
            server.run()
        except OSError:  # its socket is closed under the loop that waits on it
            if not closing.is_set():
                raise

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        closing.set()
        server.close()
        server.task_dispatcher.shutdown()
        thread.join(timeout=5)
        for channel in list(server.active_channels.values()):  # a browser keeps its connections open
            channel.socket.close()


def signed_in(client: FlaskClient) -> StorageState:
    """What a browser keeps after the sign-in of this client."""
    cookie = client.get_cookie("session")
    assert cookie is not None
    return {
        "cookies": [
            {
                "name": cookie.key,
                "value": cookie.value,
                "domain": "127.0.0.1",
                "path": "/",
                "expires": -1,
                "httpOnly": True,
                "secure": False,
                "sameSite": "Lax",
            }
        ],
        "origins": [],
    }


def picture(page: Page, name: str, height: int = 720, above: Locator | None = None) -> None:
    """Takes a picture of the page for a guide, from its top or from what is named; nothing when none are wanted."""
    if PICTURES is None:
        return
    page.evaluate("scrollTo(0, 0)")
    box = above.bounding_box() if above else None
    clip: FloatRect = {"x": 0, "y": max(box["y"] - 8, 0) if box else 0, "width": 1366, "height": height}
    path = Path(PICTURES, f"{name}.png")
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True, clip=clip, animations="disabled")
    assert path.stat().st_size <= _LARGEST_PICTURE, f"{path} is too large: show less"


class Watch:
    """Listens to a page and collects what must never happen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.troubles: list[str] = []
        self._checking = False
        page.on("request", self._request)
        page.on("console", self._console)
        page.on("pageerror", lambda error: self.troubles.append(f"page error: {error}"))

    def _request(self, request: Request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme not in _WITHIN and parts.hostname != "127.0.0.1":
            self.troubles.append(f"foreign request: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not self._checking:
            self.troubles.append(f"console: {message.text} {message.location['url']}")

    def check(self, rules: Sequence[str] = RULES) -> None:
        """No findings of axe on the page as it stands, no sideways scroll."""
        self.page.locator("main").wait_for()  # the click before may still be on its way to the next page
        self._checking = True  # axe itself tries styles that our policy refuses
        # the nodes that are right are not wanted: a third of what a check costs
        asked = {"runOnly": list(rules), "resultTypes": ["violations"]}
        self.page.evaluate(_BAR, "static")  # a bar that follows the window covers what one scrolls from under it
        if not self.page.evaluate(_HAS_AXE):  # told to the browser itself, it is kept compiled from page to page
            asking = {"expression": f"{AXE.axe_script}; 0", "silent": True}
            self.page.context.new_cdp_session(self.page).send("Runtime.evaluate", asking)
        found, looks = self.page.evaluate(_LOOK % _ALIKE, [asked, sorted(LOOKED_AT)])  # the rest would come over too
        if not found and _OF_CONTRAST.intersection(rules):
            LOOKED_AT.update(looks)
        self.page.evaluate(_BAR, "")
        with self.page.expect_console_message(lambda told: told.text == _CHECKED):  # what axe caused comes before it
            self.page.evaluate(f"console.debug('{_CHECKED}')")
        self._checking = False
        self.troubles += [f"axe {self.page.url}: {item['id']} {item['nodes'][0]['html'][:200]}" for item in found]
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.troubles.append(f"{self.page.url} scrolls sideways by {wide}")
