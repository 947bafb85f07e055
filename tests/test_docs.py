"""What the guides show works as shown."""

import os
import re
import tomllib
from pathlib import Path

from sferum_docs import VERSION
from sferum_docs.packs.roles import role_table
from sferum_docs.schools.fields.guide import guide_table
from sferum_docs.services.packet.school_file import read_json
from sferum_docs.services.packs.choose import find_pack

ROOT = Path(__file__).resolve().parents[1]


def test_the_file_shown_in_the_guide_is_read_without_a_fault(tmp_path: Path) -> None:
    guide = (ROOT / "docs/ru/school_json.md").read_text(encoding="utf-8")
    shown = re.search(r"```json\n(.*?)```", guide, re.DOTALL)
    assert shown is not None
    path = tmp_path / "school.json"
    path.write_text(shown[1], encoding="utf-8")
    read = read_json(path, find_pack("sferum-2023"))
    assert len(read.school.staff) == 3
    assert read.warnings == ()


def test_the_guide_tells_every_field_as_it_is_declared() -> None:
    path = ROOT / "docs/ru/school_json.md"
    guide = path.read_text(encoding="utf-8")
    before, rest = guide.split("<!-- поля -->\n")
    _table, after = rest.split("<!-- /поля -->")
    told = f"{before}<!-- поля -->\n{guide_table()}\n<!-- /поля -->{after}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(told, encoding="utf-8")
    assert guide == told, "UPDATE_GOLDEN=1 python -m pytest tests/test_docs.py writes the table anew"


def test_the_guide_tells_the_roles_as_the_pack_declares_them() -> None:
    path = ROOT / "docs/ru/school_json.md"
    guide = path.read_text(encoding="utf-8")
    before, rest = guide.split("<!-- роли -->\n")
    _table, after = rest.split("<!-- /роли -->")
    told = f"{before}<!-- роли -->\n{role_table(find_pack('sferum-2023').roles)}\n<!-- /роли -->{after}"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(told, encoding="utf-8")
    assert guide == told, "UPDATE_GOLDEN=1 python -m pytest tests/test_docs.py writes the table anew"


def test_every_file_a_guide_links_to_is_there() -> None:
    guides = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]
    assert len(guides) >= 5
    for guide in guides:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", guide.read_text(encoding="utf-8")):
            assert (guide.parent / target).exists(), f"{guide.name}: {target}"


def slug(heading: str) -> str:
    """The name of a heading as GitHub and the viewers of Markdown give it."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


def test_every_heading_a_guide_links_to_is_there() -> None:
    for guide in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")]:
        for target, name in re.findall(r"\]\((?!https?:|mailto:)([^)#]*)#([^)]+)\)", guide.read_text(encoding="utf-8")):
            there = (guide.parent / target if target else guide).read_text(encoding="utf-8")
            names = {slug(heading) for heading in re.findall(r"(?m)^#+ (.+)$", there)}
            assert name in names, f"{guide.name}: {target}#{name}"


def test_every_guide_tells_of_what_everybody_does() -> None:
    """Whoever reads only their own guide finds how a paper is checked and how lists come out of Excel."""
    for guide in (ROOT / "docs/ru").glob("*у.md"):
        words = guide.read_text(encoding="utf-8")
        assert "«Проверить документ»" in words, guide.name
        assert "Excel" in words, guide.name


def test_what_the_guide_of_installing_says_of_errors_the_program_says() -> None:
    guide = (ROOT / "docs/ru/установка.md").read_text(encoding="utf-8")
    table = guide.split("### Что может пойти не так\n")[1].split("\n## ")[0]
    sources = [
        *ROOT.glob("delivery/*.py"),
        *ROOT.glob("delivery/building/texts/start.*"),
        ROOT / "run.py",
        ROOT / "app.py",
    ]
    said = "".join(path.read_text(encoding="utf-8") for path in sources)
    said = said.replace("{LIST}", "SHA256SUMS") + (ROOT / "sferum_docs/reading/sentences.toml").read_text(
        encoding="utf-8"
    )
    pattern = re.sub(r"\{[^{}]*\}", "…", said)
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("|")]
    quoted = [words for row in rows for words in re.findall("«([^»]+)»", row)]
    assert len(quoted) > 20
    for words in quoted:
        for piece in re.split(r"…|\b\d[\d.–]*", words):
            assert piece.strip() in pattern, words


def test_the_version_is_told_the_same_everywhere() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = re.search(r"(?m)^## (\S+) —", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    assert newest is not None
    assert {project["version"], newest[1]} == {VERSION}
