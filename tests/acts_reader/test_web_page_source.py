"""An act in a page of the web that somebody has saved."""

import pytest

from sferum_docs.acts_reader.model import ActText
from sferum_docs.acts_reader.sources import read_source
from sferum_docs.reading.faults import FaultsError
from tests.yardstick import within


def read(body: str, encoding: str = "cp1251") -> ActText:
    charset = "windows-1251" if encoding == "cp1251" else encoding
    page = f"<!DOCTYPE html><html><head><meta charset={charset}><title>Сайт</title></head><body>{body}</body></html>"
    return read_source(page.encode(encoding), "акт.htm")


def printed(act: ActText) -> list[str]:
    return [f"{line.mark} {line.text}".strip() for line in act.lines]


@pytest.mark.parametrize("encoding", ["cp1251", "utf-8", "koi8-r"])
def test_paragraphs_breaks_and_what_nobody_sees(encoding: str) -> None:
    act = read(
        "<nav>Меню</nav><script>var a = 'б'</script><p>ПРИКАЗ</p><div style='display:none'>лишнее</div>"
        "<p>О <b>подвозе</b>\n   учащихся<br>района</p><!-- нет --><div>1.\u00a0Школам:<div>назначить</div>хвост</div>",
        encoding,
    )
    assert printed(act) == ["ПРИКАЗ", "О подвозе учащихся", "района", "1. Школам:", "назначить", "хвост"]
    assert [line.whole for line in act.lines][:3] == [True, True, False]
    assert act.source == "html"


def test_lists_are_counted_as_a_browser_counts_them() -> None:
    act = read(
        "<ol><li>Школам:<ol type=a start=2><li>свет<li>вода</ol></li><li value=5>Отделу<ul><li>план</ul></li>"
        "<li>Всем</ol>"
    )
    assert printed(act) == ["1. Школам:", "b. свет", "c. вода", "5. Отделу", "• план", "6. Всем"]
    assert [line.level for line in act.lines] == [0, 1, 1, 0, 1, 0]


def test_rows_of_tables_have_cells() -> None:
    act = read(
        "<table><tr><td>АДМИНИСТРАЦИЯ<br>РАЙОНА<td>ПРИКАЗ</tr></table>"
        "<table><tr><td><p>Текст</p><p>акта</p><table><tr><td>Глава<td>Иванов</table></td></tr></table>"
    )
    assert [line.cells for line in act.lines] == [
        ("АДМИНИСТРАЦИЯ", "ПРИКАЗ"), ("РАЙОНА", ""), (), (), ("Глава", "Иванов"),
    ]  # fmt: skip


@pytest.mark.parametrize("body", ["", "<p> </p>", "<script>Приказ</script>", "<td>", "</td></tr></table>"])
def test_a_page_without_words_is_no_act(body: str) -> None:
    with pytest.raises(FaultsError) as error:
        read(body)
    assert [fault.code for fault in error.value.faults] == ["act_empty"]


@pytest.mark.parametrize("tag", ["div", "table><tr><td", "ol><li", "b"])
def test_a_page_of_elements_within_elements_is_refused_and_not_read_in_part(tag: str) -> None:
    with pytest.raises(FaultsError) as error:
        read("<p>Приказ</p>" + f"<{tag}>" * 5_000 + "О школе")
    assert [fault.code for fault in error.value.faults] == ["act_damaged"]


def test_ten_thousand_paragraphs_are_read_at_once() -> None:
    body = "<p>1.2. Директорам школ <b>обеспечить</b> подвоз до 1&nbsp;декабря.</p>\n" * 10_000
    with within(40):
        act = read(body)
    assert len(act.lines) == 10_000
