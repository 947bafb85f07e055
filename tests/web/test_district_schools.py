"""The district's list of schools and the pages of one school, as its office sees them."""

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from sferum_docs.services.users.manage import Role, find_credentials
from sferum_docs.web.district.scoped import overseen_or_404
from tests.district import NAMES, OTHER_NAME, District, login_of
from tests.web.conftest import client_of


def test_an_office_sees_its_own_schools_and_no_other(app: Flask, district: District) -> None:
    page = client_of(app, login_of(district.office, Role.DISTRICT)).page("/district/")
    assert all(name in page.main for name in NAMES)
    assert OTHER_NAME not in page.text
    other = client_of(app, login_of(district.other_office, Role.DISTRICT)).page("/district/")
    assert OTHER_NAME in other.main


def test_a_body_of_another_district_is_as_if_there_were_none(
    app: Flask, district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.test_request_context("/district/"):
        found = find_credentials(login_of(district.office))
        assert found is not None
        monkeypatch.setattr("sferum_docs.web.current.user", lambda: found.user)
        assert overseen_or_404(district.schools[0]).short_name == NAMES[0]
        for foreign in (district.other_school, district.other_office, district.office, 10_000):
            with pytest.raises(NotFound):
                overseen_or_404(foreign)
