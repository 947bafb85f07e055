"""JSON in columns: readable letters, and names found in the escaped ones of older rows as well."""

import json

import pytest
from flask import Flask
from sqlalchemy import Text, cast, select, text

from sferum_docs.schools.model import Responsible
from sferum_docs.store.database import writing
from sferum_docs.store.people.traces import in_json
from sferum_docs.store.rows import SchoolRow
from sferum_docs.store.schools import put_school
from tests.builders import a_school

NAMES = ("Омарова Зарема Исаевна", 'Алиев «"Али"» \\', "50%_О")
HALF = "\ud800"  # of a sign that stands in two places


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_found_in_columns_of_today_and_of_before(app: Flask, name: str) -> None:
    with app.app_context(), writing() as session:
        put_school(session, a_school(), None)
        for escaped in (True, False):
            kept = json.dumps({"завуч": name}, ensure_ascii=escaped)
            session.execute(text("UPDATE school SET responsible = :kept"), {"kept": kept})
            assert session.scalar(select(in_json(SchoolRow.responsible, name)))
            assert not session.scalar(select(in_json(SchoolRow.responsible, name[:-1] + "?")))


def test_letters_are_kept_readable_and_half_a_sign_breaks_nothing(app: Flask) -> None:
    with app.app_context(), writing() as session:
        school_id = put_school(session, a_school(responsible=Responsible({"завуч": NAMES[0]})), None)
        assert NAMES[0] in str(session.scalar(select(cast(SchoolRow.responsible, Text))))
        session.get_one(SchoolRow, school_id).responsible = {"завуч": HALF}
        session.flush()
        session.expire_all()
        assert session.get_one(SchoolRow, school_id).responsible == {"завуч": HALF}
