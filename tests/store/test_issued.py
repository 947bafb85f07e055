from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

from flask import Flask

from sferum_docs.documents.generate import MadeDocument
from sferum_docs.services.packs import current_pack
from sferum_docs.store import issued
from sferum_docs.store.database import writing
from sferum_docs.store.schools import put_school
from tests.builders import BY, a_school

WRITERS = 8


def test_versions_made_at_once_are_numbered_one_after_another(app: Flask) -> None:
    pack = current_pack()
    made = MadeDocument(pack.by_id["D02"], b"file", b"template", {}, {"pack": pack.id})
    with writing() as session:
        school_id = put_school(session, a_school(), None)
    start = Barrier(WRITERS)

    def make(_number: int) -> int:
        with app.app_context():
            start.wait()
            with writing() as session:
                return issued.add_document(session, school_id, made, "02.docx", date(2023, 10, 16), BY.at).version

    with ThreadPoolExecutor(WRITERS) as pool:
        assert sorted(pool.map(make, range(WRITERS))) == list(range(1, WRITERS + 1))
