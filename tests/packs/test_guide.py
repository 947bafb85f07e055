"""The pack that the guide shows part by part is a right pack."""

import re
from pathlib import Path

from sferum_docs.packs.reader import load_pack

GUIDE = Path(__file__).resolve().parents[2] / "docs/ru/комплект.md"


def test_the_pack_of_the_guide_is_read_without_a_fault(tmp_path: Path) -> None:
    parts = re.findall(r"```toml\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    tmp_path.joinpath("pack.toml").write_text("\n".join(parts), encoding="utf-8")
    tmp_path.joinpath("P01.docx").write_bytes(b"")
    pack = load_pack(tmp_path)
    again = pack.directive.by_path["1.1#2"]
    assert again.label.replace("\u00a0", " ") == "мер. 1.1 (2-е)"
    assert pack.directive.words.kind.said.genitive == "указанного распоряжения"
