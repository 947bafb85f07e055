"""Several entries ticked in the register: one PDF, one archive, one list to mark."""

import io
import zipfile

import pytest

from sferum_docs.printing import page_count
from tests.printing.offices import real_programs
from tests.registering import PDF
from tests.web.desk import press
from tests.web.pages import Page, SchoolClient
from tests.web.test_scan_pages import withdraw


@pytest.fixture
def two(two_orders: SchoolClient) -> SchoolClient:
    """Two orders."""
    return two_orders


def test_the_ticks_of_the_list_lead_to_those_who_have_not_signed(two: SchoolClient) -> None:
    page = two.page("/register/R01?year=2023")
    assert sorted(page.root.xpath("//input[@form='chosen']/@value")) == ["1", "2"]
    assert two.page("/register/chosen/unsigned?entry=2").root.xpath("//ul[@id='line']/li//a/text()") == [
        "№ 2 от 16.10.2023"
    ]


def test_the_archive_holds_files_and_the_scans_that_prove(two: SchoolClient) -> None:
    press(two, 1, "scans", file=(io.BytesIO(PDF), "wrong.pdf"))
    withdraw(two, 1, reason="Не тот")
    press(two, 1, "scans", file=(io.BytesIO(PDF), "right.pdf"))
    answer = two.get("/register/chosen.zip?entry=1&entry=2")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as archive:
        names = sorted(archive.namelist())
    assert len(names) == 3
    assert names[0].startswith("№ 1 О назначении")
    assert names[0].endswith(", скан.pdf") or names[1].endswith(", скан.pdf")


def test_the_files_are_printed_as_one(two: SchoolClient) -> None:
    real_programs()
    one, both = (two.get(f"/register/chosen.pdf?{query}").data for query in ("entry=1", "entry=1&entry=2"))
    assert page_count(both) > page_count(one)


@pytest.mark.parametrize(
    ("query", "words"),
    [("book=R01", "Не отмечено ни одной"), ("entry=999", "Не отмечено ни одной"), ("entry=x", "Не отмечено ни одной"),
     ("&".join(f"entry={number}" for number in range(1, 200)), "не больше")],
)  # fmt: skip
@pytest.mark.parametrize("address", ["chosen.zip", "chosen.pdf", "chosen/unsigned"])
def test_nothing_or_too_much_is_told_on_the_list(two: SchoolClient, address: str, query: str, words: str) -> None:
    page = Page(two.get(f"/register/{address}?{query}", follow_redirects=True))
    assert words in page.root.xpath("string(//*[@role='status'])")
