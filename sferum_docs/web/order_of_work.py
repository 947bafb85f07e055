"""What the pages say of signing and numbering, by the order of work that the school has chosen."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.schools.model import LayoutSettings
from sferum_docs.web.current import known_school

if TYPE_CHECKING:
    from flask import Flask


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Key → order of work → the sentence."""
    return tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))


def by_order(key: str) -> str:
    """The sentence for this school."""
    school = known_school()
    layout = school.layout if school else LayoutSettings()
    return sentences()[key][layout.signing.name.lower()]


def init_order_of_work(app: Flask) -> None:
    """Gives the sentences to the templates."""
    app.jinja_env.globals["by_order"] = by_order
