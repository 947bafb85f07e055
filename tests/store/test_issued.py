from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from flask import Flask

from sferum_docs.documents.making.generate import MadeDocument
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.store.database import writing
from sferum_docs.store.documents import issued
from sferum_docs.store.documents.adding import add_document
from sferum_docs.store.schools import put_school
from tests.builders import BY, PACK_ID, a_school

WRITERS = 8


def test_versions_made_at_once_are_numbered_one_after_another(app: Flask) -> None:
    pack = find_pack(PACK_ID)
    made = MadeDocument(pack.by_id["D02"], b"file", b"template", {}, {"pack": pack.id})
    with writing() as session:
        school_id = put_school(session, a_school(), None)
    start = Barrier(WRITERS)

    def make(_number: int) -> int:
        with app.app_context():
            start.wait()
            with writing() as session:
                return add_document(session, school_id, made, "02.docx", date(2023, 10, 16), BY.at).version

    with ThreadPoolExecutor(WRITERS) as pool:
        assert sorted(pool.map(make, range(WRITERS))) == list(range(1, WRITERS + 1))


def test_a_document_is_found_by_its_code_and_its_sum_within_its_school_the_newest_first(app: Flask) -> None:  # noqa: ARG001  the database
    pack = find_pack(PACK_ID)
    made = MadeDocument(pack.by_id["D02"], b"file", b"template", {}, {"pack": pack.id, "code": "7K3M-Q9TX"})
    with writing() as session:
        own, foreign = (put_school(session, a_school(), None) for _ in range(2))
        for _ in range(2):
            add_document(session, own, made, "02.docx", date(2023, 10, 16), BY.at)
    for found in (issued.by_code(own, "7K3M-Q9TX"), issued.by_sha256(own, made.sha256)):
        assert found is not None
        assert (found.version, found.code) == (2, "7K3M-Q9TX")
    assert issued.by_code(own, "0000-0000") is None
    assert issued.by_code(foreign, "7K3M-Q9TX") is None
    assert issued.by_sha256(foreign, made.sha256) is None
