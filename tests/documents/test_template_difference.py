from sferum_docs.documents.template_difference import template_differences
from sferum_docs.documents.verification import Mark
from tests.docengine.word import word


def marked(before: list[str], after: list[str]) -> list[str]:
    changes = template_differences(word(*before), word(*after))
    assert changes is not None
    signs = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "[+{}+]"}
    return [
        f"{item.number}: " + "".join(signs[piece.mark].format(piece.text) for piece in item.pieces) for item in changes
    ]


def test_only_the_words_that_changed_are_marked() -> None:
    assert marked(["Первый", "Срок до 20 октября"], ["Первый", "Срок до 25 октября"]) == [
        "2: Срок до [-20-][+25+] октября"
    ]


def test_a_tag_is_changed_whole() -> None:
    before, after = "Назначить {{ директор.фио|дательный }}", "Назначить {{ директор.фио|винительный }}"
    assert marked([before], [after]) == [
        "1: Назначить [-{{ директор.фио|дательный }}-][+{{ директор.фио|винительный }}+]"
    ]


def test_a_paragraph_put_in_or_taken_out_is_marked_whole() -> None:
    assert marked(["Раз", "Три"], ["Раз", "Два", "Три"]) == ["2: [+Два+]"]
    assert marked(["Раз", "Два", "Три"], ["Раз", "Три"]) == ["2: [-Два-]"]


def test_spaces_are_no_change() -> None:
    assert marked(["Срок  до\u00a020"], ["Срок до 20"]) == []


def test_a_file_that_cannot_be_read_is_not_compared() -> None:
    assert template_differences(word("Раз"), b"%PDF-1.7") is None
