"""What many packets are taken away as: an archive, one PDF; and packets of tables without a database."""

import io
import zipfile
from collections.abc import Iterator
from itertools import chain

import pytest
from sqlalchemy import event

from sferum_docs.printing.faults import PrintingError
from sferum_docs.printing.pages import merged, page_count, page_png
from sferum_docs.printing.pdf_stream import joined_stream
from sferum_docs.services.bulk import zip_stream as streaming
from sferum_docs.services.bulk.asked import BulkRequest
from sferum_docs.services.bulk.from_tables import make_for_tables, schools_of_tables
from sferum_docs.services.bulk.results import LIST, archive_of, folder_name
from sferum_docs.services.bulk.zip_stream import zip_stream
from sferum_docs.services.district.bodies import close_body
from sferum_docs.services.jobs.run import run_job, run_next
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.store.database import db
from tests.builders import BY, PACK_ID
from tests.bulk import DAY, begin_bulk
from tests.district import NAMES, fill_district
from tests.registering import PDF

TABLE = (
    "Наименование полное;Наименование краткое;Вид;ИНН;Населённый пункт;Руководитель;Должность\n"
    "МБОУ «Ключевская СОШ»;МБОУ «Ключевская СОШ»;СОШ;9900000031;с. Ключевое;Магомедова Патимат Гаджиевна;директор\n"
    "МБОУ «Арская ООШ»;МБОУ «Арская ООШ»;ООШ;9900000175;с. Арское;;\n"
)


def opened(pieces: Iterator[bytes]) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(b"".join(pieces)))


def test_an_archive_written_as_it_is_read_is_an_archive() -> None:
    files = [("0001 Школа № 1/02 Приказ.docx", b"one"), ("0002 Школа/02 Приказ.docx", b"two" * 1000), ("пустой", b"")]
    with opened(zip_stream(files)) as archive:
        assert archive.testzip() is None
        assert [(name, archive.read(name)) for name in archive.namelist()] == files
    assert b"".join(zip_stream(files)) == b"".join(zip_stream(files))
    with opened(zip_stream([])) as archive:
        assert archive.namelist() == []


def test_an_archive_larger_than_the_old_form_takes_has_the_new_one(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 70_000
    with opened(zip_stream((f"{number}.docx", b"") for number in range(count))) as archive:
        assert len(archive.namelist()) == count
    monkeypatch.setattr(streaming, "_MOST_BYTES", 50)  # as if a file began behind the first four gigabytes
    far = b"".join(zip_stream([("a.docx", b"x" * 100), ("b.docx", b"y")]))
    assert b"\x01\x00\x08\x00" in far, "the place of the second file stands in eight bytes"
    assert b"PK\x06\x06" in far


@pytest.mark.parametrize("name", ["МКОУ «СОШ № 5/2»: филиал.", "CON", "а" * 200, "..", "Школа\tс табуляцией"])
def test_the_folder_of_a_body_may_lie_on_windows(name: str) -> None:
    folder = folder_name(12, name)
    assert folder.startswith("0012")
    assert len(folder) <= 60
    assert not set(folder) & set('<>:"/\\|?*\t')
    assert folder == folder.rstrip(" .")


@pytest.mark.usefixtures("app")
def test_an_archive_of_a_job_holds_a_folder_for_each_body_and_the_list() -> None:
    district = fill_district()
    job = begin_bulk(district.office)
    run_job(job)
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *sent: asked.append(sent[2]))
    with opened(archive_of(district.office, job)) as archive:
        names = archive.namelist()
        assert archive.testzip() is None
    event.remove(db.engine, "before_cursor_execute", note)
    tables = [each.partition("FROM ")[2].split()[0] for each in asked if "FROM " in each]
    assert (tables.count("document"), tables.count("file")) == (1, 1), "asked for all bodies at once"
    assert len({name.casefold() for name in names}) == len(names) == 1 + 3 * 3
    assert {name.partition("/")[0][5:] for name in names[:-1]} == set(NAMES)
    close_body(district.office, district.schools[0], DAY, BY)
    with opened(archive_of(district.office, job)) as archive:
        listed = archive.read(LIST).decode("utf-8-sig").splitlines()
        assert [line for line in listed if "Файлов в архиве нет" in line] == [
            line for line in listed if NAMES[0] in line
        ]
        assert len(archive.namelist()) == 1 + 2 * 3
    with opened(archive_of(district.other_office, job)) as archive:
        assert len(archive.namelist()) == 1, "the files of bodies that another office watches are not given"


@pytest.mark.usefixtures("app")
def test_the_list_of_an_archive_tells_of_what_is_in_it_while_the_job_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    district = fill_district()
    job = begin_bulk(district.office)
    run_next("первый", job_id=job)
    monkeypatch.setattr("sferum_docs.services.bulk.results._AT_ONCE", 1)
    pieces = archive_of(district.office, job)
    begun = [next(pieces)]
    run_job(job)
    with opened(chain(begun, pieces)) as archive:
        listed = archive.read(LIST).decode("utf-8-sig").splitlines()
        folders = {name.partition(" ")[0] for name in archive.namelist() if "/" in name}
    assert {f"{place:04}" for place, line in enumerate(listed, start=1) if "Составлено" in line} == folders


def test_many_pdfs_are_one_in_their_order() -> None:
    part = merged([PDF])
    wide = merged([PDF.replace(b"200 200", b"400 300"), PDF])
    whole = b"".join(joined_stream([part, wide, part]))
    assert page_count(whole) == 4
    assert page_png(whole, 2, 100) == page_png(wide, 1, 100) != page_png(whole, 1, 100)
    assert b"".join(joined_stream([part])) == b"".join(joined_stream([part]))


@pytest.mark.parametrize("broken", [b"", b"%PDF-1.7", b"%PDF-1.7\nstartxref\n5\n%%EOF\n"])
def test_what_is_no_pdf_of_ours_is_refused(broken: bytes) -> None:
    with pytest.raises(PrintingError):
        b"".join(joined_stream([broken]))


def test_tables_give_packets_without_a_database_and_one_lacking_stops_no_other() -> None:
    found = schools_of_tables([("район.csv", TABLE.encode())])
    assert [school.requisites.short_name for school in found.schools] == ["МБОУ «Ключевская СОШ»", "МБОУ «Арская ООШ»"]
    pack = find_pack(PACK_ID)
    asked = BulkRequest(PACK_ID, ("D26",), DAY)
    good, lacking = make_for_tables(found.schools, pack, asked)
    assert len(good.files) == good.ready == 1
    assert not good.faults
    assert [fault.code for fault in lacking.faults] == ["bulk_lacking_there"]
    dry = [(result.ready, bool(result.files)) for result in make_for_tables(found.schools, pack, asked, dry_run=True)]
    assert dry == [(1, False), (0, False)]
