from sferum_docs.documents.checking.template_difference import template_differences
from sferum_docs.documents.checking.verification import Mark
from tests.docengine.word import word


def marked(before: list[str], after: list[str]) -> list[str]:
    changes = template_differences(word(*before), word(*after))
    assert changes is not None
    signs = {Mark.SAME: "{}", Mark.GONE: "[-{}-]", Mark.NEW: "[+{}+]"}
    return [
        f"{item.place.paragraph}: " + "".join(signs[piece.mark].format(piece.text) for piece in item.pieces)
        for item in changes
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


def test_a_table_cell_is_named_by_its_place() -> None:
    changes = template_differences(word([["раз", "два"]]), word([["раз", "три"]]))
    assert changes is not None
    assert [item.where for item in changes] == ["таблица 1, строка 1, ячейка 2"]


def test_files_made_to_be_slow_get_a_coarser_answer() -> None:
    """Words and paragraphs that repeat hundreds of times are what a comparison of all with all chokes on."""
    words = " ".join(f"слово{number % 7}" for number in range(20_000))
    before, after = word(*[words] * 3, *["а б в"] * 4_000), word(*[words + " ещё"] * 3, *["а б г"] * 4_000)
    changes = template_differences(before, after)
    assert changes is not None
    assert [piece.mark for piece in changes[0].pieces] == [Mark.GONE, Mark.NEW]
    assert len(changes) > 4_000
