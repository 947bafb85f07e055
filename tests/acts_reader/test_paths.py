from sferum_docs.acts_reader.model import DraftNode
from sferum_docs.acts_reader.paths import with_paths


def node(marker: str, *children: DraftNode, number: str = "") -> DraftNode:
    return DraftNode("", number, marker, "текст", children=children)


def paths(*nodes: DraftNode) -> list[str]:
    return [found.path for top in with_paths(nodes) for found in top.walk()]


def test_a_decimal_number_is_the_path_wherever_it_stands() -> None:
    tree = node("1.", node("- 1.1.", node("1.1.1", number="1.1.1"), number="1.1"), number="1")
    assert paths(tree) == ["1", "1.1", "1.1.1"]


def test_letters_and_bracketed_figures_stand_below_what_is_above_them() -> None:
    assert paths(node("2.", node("а)"), node("Б)"), node("3)"), number="2")) == ["2", "2/а", "2/б", "2/3"]


def test_dashes_and_plain_lines_are_counted_together() -> None:
    tree = node("1.9.", node("–"), node(""), node("а)"), node("•", node("-")), number="1.9")
    assert paths(tree) == ["1.9", "1.9/-1", "1.9/-2", "1.9/а", "1.9/-3", "1.9/-3/-1"]
    assert paths(node(""), node("")) == ["-1", "-2"]


def test_what_repeats_is_told_apart() -> None:
    tree = node("2.", node("2.2.", node("-"), number="2.2"), node("2.2.", node("-"), number="2.2"), number="2")
    assert paths(tree, node("2.", number="2")) == ["2", "2.2", "2.2/-1", "2.2#2", "2.2#2/-1", "2#2"]
