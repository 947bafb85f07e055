"""The district's list of schools and the pages of one school, as its office sees them."""

import pytest
from flask import Flask
from werkzeug.exceptions import NotFound

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.district.bodies import close_body, hand_over
from sferum_docs.services.district.inviting import invite
from sferum_docs.services.district.scope import schools_in_scope
from sferum_docs.services.documents.issued import newest_documents
from sferum_docs.services.packs.choose import find_pack
from sferum_docs.services.register.lists.listing import waiting
from sferum_docs.services.school.save import save_school
from sferum_docs.services.users.manage import Role, find_credentials
from sferum_docs.store.database import writing
from sferum_docs.store.district.imported import ids_of_codes
from sferum_docs.store.oversight import put_overseer
from sferum_docs.store.schools import get_school, put_school
from sferum_docs.web.district.scoped import overseen_or_404
from tests.builders import BY, PACK_ID, SCHOOL_ID, a_school
from tests.district import INNS, NAMES, OTHER_NAME, District, an_office, login_of, watch_over
from tests.registering import register
from tests.web.conftest import CHEAP, PASSWORD, client_of
from tests.web.pages import SchoolClient
from tests.web.test_queries import counted


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


def test_a_list_says_what_comes_next_and_nothing_of_the_office_s_own_errands(app: Flask, district: District) -> None:
    clerk = client_of(app, login_of(district.office, Role.DISTRICT))
    page = clerk.page("/district/")
    assert len(page.root.xpath("//p[@class='next-step']")) == 1
    typed = {"inn": "9900000313", "full_name": "Новая", "short_name": "Новая", "place": "с. Новое"}
    added = clerk.fill("/district/schools/new", typed)
    assert "Внесите список работников" not in added.main
    listed = clerk.page("/district/")
    assert "заведите входы и раздайте листки" in listed.main


def test_a_list_is_searched_by_name_and_inn_and_turned_by_pages(app: Flask, district: District) -> None:
    clerk = client_of(app, login_of(district.office, Role.DISTRICT))
    assert NAMES[1] not in clerk.page("/district/?q=ключ").main
    assert NAMES[0] in clerk.page(f"/district/?q={INNS[0]}").main
    assert "Ничего не найдено" in clerk.page("/district/?q=Чужая").main, "of another district"
    assert "На этой странице организаций нет" in clerk.page("/district/?page=9").main
    assert clerk.get("/district/?page=x&q=%00").status_code == 200


def test_a_body_is_added_by_hand_once_and_belongs_to_the_office(app: Flask, district: District) -> None:
    with app.app_context():
        save_school(district.office, an_office(founder_email="glava@raion.ru"), BY)
    clerk = client_of(app, login_of(district.office, Role.DISTRICT))
    typed = {
        "inn": "9900000313",
        "full_name": "МБОУ «Новая СОШ»",
        "short_name": "МБОУ «Новая СОШ»",
        "place": "с. Новое",
    }
    refused = clerk.fill("/district/schools/new", {**typed, "inn": "9900000315"})
    assert refused.faults
    assert refused.values()["short_name"] == "МБОУ «Новая СОШ»", "what was typed stays"
    card = clerk.fill("/district/schools/new", typed)
    assert "организация добавлена" in card.text
    assert "Никого: у организации ещё нет входа" in card.main
    with app.app_context():
        added = get_school(ids_of_codes(["9900000313"])["9900000313"])
        assert added is not None
        assert added.requisites.founder_email == "glava@raion.ru", "its founder is that of its office"
    again = clerk.fill("/district/schools/new", {**typed, "inn": INNS[0]})
    assert len(again.faults) == 2, "its INN is another's, its name is there"
    assert "МБОУ «Новая СОШ»" in clerk.page("/district/").main
    other = client_of(app, login_of(district.other_office, Role.DISTRICT))
    assert "МБОУ «Новая СОШ»" not in other.page("/district/").main
    assert "организация добавлена" in other.fill("/district/schools/new", typed).text, "nothing is told of another's"


def test_an_office_reads_the_clauses_of_its_school_with_their_proof_and_takes_the_file(
    app: Flask, demonstration: SchoolClient
) -> None:
    with app.app_context():
        office = watch_over(SCHOOL_ID, CHEAP.hash(PASSWORD))
        entry = register(SCHOOL_ID, waiting(SCHOOL_ID)[0].document.id)
    clerk = client_of(app, login_of(office, Role.DISTRICT))
    card = clerk.page(f"/district/schools/{SCHOOL_ID}")
    page = clerk.page(next(link for link in card.links() if "/acts/" in link))
    assert f"№ {entry.number}" in page.main
    assert "Абзац документа" in page.main
    documents = [link for link in page.links() if link.startswith(f"/district/schools/{SCHOOL_ID}/documents/")]
    paragraph = next(link for link in documents if "#" in link)
    shown = clerk.page(paragraph.partition("#")[0])
    assert paragraph.partition("#")[2] in shown.root.xpath("//@id"), "the very paragraph is led to"
    file = clerk.get(next(link for link in documents if link.endswith("/file")))
    assert file.data.startswith(b"PK")
    told = demonstration.page("/journal").main
    assert "Документ скачан управлением образования" in told, "the school is told"
    assert "Документ прочитан управлением образования" in told
    fewer = clerk.page(f"/district/schools/{SCHOOL_ID}/acts/{PACK_ID}?show=done")
    assert len(fewer.root.xpath("//ol[@class='clauses']/li")) < len(page.root.xpath("//ol[@class='clauses']/li"))


def test_an_inn_of_another_body_is_kept_and_told(app: Flask, district: District) -> None:
    head = client_of(app, login_of(district.schools[0], Role.HEAD))
    told = head.fill("/school", {"inn": "9900000112"}, action="save").main
    assert "ИНН 9900000112 записан ещё у одной организации" in told
    assert "ещё у одной организации" not in head.fill("/school", {"inn": "9900000105"}, action="save").main


def test_of_a_school_an_office_opens_what_serves_a_clause_and_no_list_of_people(
    app: Flask, demonstration: SchoolClient
) -> None:
    assert demonstration
    with app.app_context():
        office = watch_over(SCHOOL_ID, CHEAP.hash(PASSWORD))
        made = newest_documents(SCHOOL_ID, PACK_ID)
        pack = find_pack(PACK_ID)
    clerk = client_of(app, login_of(office, Role.DISTRICT))
    for document in made:
        spec = pack.by_id[document.document]
        path = f"/district/schools/{SCHOOL_ID}/documents/{document.id}"
        assert (clerk.get(path).status_code == 200) is bool(spec.carries_out), document.title


def test_a_region_hands_a_school_to_another_of_its_offices_and_no_office_stands_over_itself(
    app: Flask, district: District
) -> None:
    with app.app_context(), writing() as session:
        put_overseer(session, district.other_office, district.office)
    region = client_of(app, login_of(district.office, Role.DISTRICT))
    school = district.schools[0]
    card = region.page(f"/district/schools/{school}")
    form = card.values(card.form_to(f"/district/schools/{school}/office"))
    moved = region.send(f"/district/schools/{school}/office", form, {"office": str(district.other_office)})
    assert "передано другому управлению" in moved.text
    assert NAMES[0] in client_of(app, login_of(district.other_office, Role.DISTRICT)).page("/district/").main
    assert NAMES[0] in region.page("/district/").main, "the region still watches it"
    late = region.send(f"/district/schools/{school}/office", form, {"office": str(district.office)})
    assert "данные изменились" in late.text, "a second clerk's old page takes nothing back"
    with app.app_context():
        for target in (district.other_office, 77, district.schools[1]):
            with pytest.raises(FaultsError):
                hand_over(district.office, district.other_office, target, BY)


@pytest.mark.parametrize(
    ("path", "most"), [("/district/", 16), ("/district/?q=школа+7", 16), ("/district/invitations", 18)]
)
def test_a_list_asks_no_more_however_many_bodies_there_are(
    app: Flask, district: District, path: str, most: int
) -> None:
    clerk = client_of(app, login_of(district.office, Role.DISTRICT))
    for count in (40, 400):
        with app.app_context(), writing() as session:
            for number in range(count):
                name = f"МБОУ «Школа № {count}-{number}»"
                body = put_school(session, a_school(short_name=name, staff=(), chats=()), None)
                put_overseer(session, body, district.office)
        with counted(app) as asked:
            assert clerk.get(path).status_code == 200
        assert len(asked) <= most, f"{len(asked)}: " + "\n".join(asked)


def test_a_closed_school_is_asked_for_nothing_and_loses_nothing(app: Flask, district: District) -> None:
    clerk = client_of(app, login_of(district.office, Role.DISTRICT))
    school = district.schools[0]
    card = clerk.page(f"/district/schools/{school}")
    path = f"/district/schools/{school}/closed"
    form = card.values(card.form_to(path))
    assert "организация закрыта" in clerk.send(path, form, deed="close").text
    assert "данные изменились" in clerk.send(path, form, deed="close").text, "a second clerk's old page"
    with app.app_context():
        assert school not in [body.id for body in schools_in_scope(district.office)]
        with pytest.raises(FaultsError):
            invite(district.office, [school], frozenset({Role.HEAD}), BY)
        with pytest.raises(FaultsError):
            close_body(district.office, district.other_school, BY.at.date(), BY)
    assert "закрыта" in clerk.page("/district/").main
    assert client_of(app, login_of(school)).get("/school").status_code == 200, "it keeps its own desk"
    again = clerk.page(f"/district/schools/{school}")
    assert "снова действует" in clerk.send(path, again.values(again.form_to(path)), deed="open").text
    with app.app_context():
        assert school in [body.id for body in schools_in_scope(district.office)]


def test_an_office_is_not_closed_over_schools_that_are_open(app: Flask, district: District) -> None:
    with app.app_context():
        with writing() as session:
            put_overseer(session, district.other_office, district.office)
        with pytest.raises(FaultsError):
            close_body(district.office, district.other_office, BY.at.date(), BY)
        close_body(district.office, district.other_school, BY.at.date(), BY)
        close_body(district.office, district.other_office, BY.at.date(), BY)
