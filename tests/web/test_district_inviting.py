"""People of many schools let in at one press: slips shown once, a second press, a slip that was lost, a Word file."""

import io
from datetime import timedelta

import docx
import pytest
from flask import Flask

from sferum_docs.reading.faults import FaultsError
from sferum_docs.services.district.inviting import invite, renew_invitations
from sferum_docs.services.district.logins import body_word
from sferum_docs.services.users.manage import Role, list_users
from sferum_docs.store.database import writing
from sferum_docs.store.oversight import put_overseer
from sferum_docs.store.schools import put_school
from tests.builders import BY, a_school
from tests.district import SCHOOL_ROLES, District, an_office, login_of
from tests.web.conftest import client_of, stranger_of
from tests.web.pages import Page, SchoolClient

PRESS = {"whom": "new", "deed": "invite"}


@pytest.fixture
def clerk(app: Flask, district: District) -> SchoolClient:
    """Somebody who watches, over two schools more, of which nobody may sign in."""
    with app.app_context(), writing() as session:
        for name, head in (("МБОУ «Гимназия № 1»", a_school().head), ("МБДОУ «Гимназия № 1»", None)):
            body = put_school(session, a_school(short_name=name, full_name=name, inn="", head=head), None)
            put_overseer(session, body, district.office)
    return client_of(app, login_of(district.office, Role.DISTRICT))


def slips_of(page: Page) -> list[dict[str, str]]:
    """What the slips of a page say, by their captions."""
    return [
        {row.xpath("string(dt)"): row.xpath("normalize-space(dd)") for row in slip.xpath("div")}
        for slip in page.root.xpath("//dl[@class='slip-cut']")
    ]


def test_people_of_all_schools_are_let_in_and_each_sheet_is_shown_once(app: Flask, clerk: SchoolClient) -> None:
    shown = clerk.fill("/district/invitations", PRESS)
    slips = slips_of(shown)
    assert [slip["Имя для входа"] for slip in slips] == ["гимназия-1", "гимназия-1.2"], "told apart though called alike"
    assert {slip["Кому"] for slip in slips} == {"Магомедова Патимат Гаджиевна", "Руководитель, МБДОУ «Гимназия № 1»"}
    assert len(shown.root.xpath("//section[@class='slips-sheet']")) == 2, "a sheet for each body"
    assert shown.response.cache_control.no_store
    stranger = stranger_of(app)
    entered = stranger.fill("/sign-in", {"login": slips[1]["Имя для входа"], "password": slips[1]["Пароль"]})
    assert entered.response.request.path == "/password", "the own password comes first"
    assert slips[0]["Пароль"] not in clerk.page("/district/invitations").text


def test_a_second_press_makes_no_second_set(app: Flask, clerk: SchoolClient, district: District) -> None:
    form = clerk.page("/district/invitations").values()
    assert len(slips_of(clerk.send("/district/invitations", form, PRESS))) == 2
    second = clerk.send("/district/invitations", form, {"whom": "chosen", "deed": "invite", "bodies": ["7", "8"]})
    assert not slips_of(second)
    assert "такие пользователи уже есть" in second.text
    with app.app_context():
        assert len(list_users(7)) == len(list_users(8)) == 1
        again = invite(district.office, [7, 8], frozenset({Role.HEAD}), BY, together=False)
        assert not again.slips, "a role that somebody holds is given to nobody else"


def test_slips_that_were_lost_are_given_anew_once_a_press(app: Flask, clerk: SchoolClient) -> None:
    first = slips_of(clerk.fill("/district/invitations", PRESS))
    form = clerk.page("/district/invitations").values()
    ask = {"whom": "chosen", "deed": "renew", "bodies": ["2", "7", "8"]}
    renewed = slips_of(clerk.send("/district/invitations", form, ask))
    assert [slip["Имя для входа"] for slip in renewed] == [slip["Имя для входа"] for slip in first]
    assert not {slip["Пароль"] for slip in renewed} & {slip["Пароль"] for slip in first}
    assert "Выдавать нечего" in clerk.send("/district/invitations", form, ask).text, "the same press again"
    old, new = first[0], renewed[0]
    sign = {"login": new["Имя для входа"]}
    assert "не подходят" in stranger_of(app).fill("/sign-in", {**sign, "password": old["Пароль"]}).text
    assert stranger_of(app).fill("/sign-in", {**sign, "password": new["Пароль"]}).response.request.path == "/password"


def test_one_person_gets_another_slip_unless_the_school_sees_to_that_itself(
    app: Flask, clerk: SchoolClient, district: District
) -> None:
    clerk.fill("/district/invitations", PRESS)
    card = clerk.page("/district/schools/7")
    assert card.root.xpath("count(//form[contains(@action, '/users/')])") == 1
    path = str(card.root.xpath("string(//form[contains(@action, '/users/')]/@action)"))
    form = card.values(card.form_to(path))
    (slip,) = slips_of(clerk.send(path, form))
    assert slip["Имя для входа"].startswith("гимназия-1")
    assert "данные изменились" in clerk.send(path, form).text, "the old page gives no second password"
    with app.app_context():
        ids = {user.login: user.id for user in list_users(district.schools[0])}
    head, admin = (ids[login_of(district.schools[0], role)] for role in (Role.HEAD, Role.ADMINISTRATOR))
    forms = clerk.page(f"/district/schools/{district.schools[0]}").root.xpath("//form/@action")
    assert f"/district/schools/{district.schools[0]}/users/{admin}/password" in forms, "nobody else could help"
    assert f"/district/schools/{district.schools[0]}/users/{head}/password" not in forms
    foreign = f"/district/schools/{district.schools[1]}/users/{admin}/password"
    assert clerk.post(foreign, data=form).status_code == 404, "of another school than the address says"


def test_the_slips_are_saved_as_a_word_file_by_who_sees_them(
    app: Flask, clerk: SchoolClient, district: District
) -> None:
    shown = clerk.fill("/district/invitations", PRESS)
    sent = shown.values(shown.form_to("/district/invitations/slips.docx"))
    answer = clerk.post("/district/invitations/slips.docx", data=sent)
    paper = docx.Document(io.BytesIO(answer.data))
    words = [line.text.partition(":\t")[2] for line in paper.paragraphs]
    for slip in slips_of(shown):
        assert slip["Пароль"] in words
        assert slip["Имя для входа"] in words
    assert sum("вход в «Сферум-документы»" in line.text for line in paper.paragraphs) == 2
    assert answer.cache_control.no_store
    other = client_of(app, login_of(district.office))
    token = {"csrf_token": other.page("/password").values()["csrf_token"]}
    late = stranger_of(app).post("/district/invitations/slips.docx", data=sent, headers={"Origin": "http://localhost"})
    assert late.status_code == 401
    assert sent["slips"] not in late.text, "a page that comes when the session has ended holds no passwords"
    for slips in (sent["slips"], "подделка", ""):
        refused = other.post("/district/invitations/slips.docx", data={**token, "slips": slips}, follow_redirects=True)
        assert "Листки уже не собрать" in refused.text


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"roles": []}, "хотя бы одну роль"),
        ({"whom": "chosen"}, "хотя бы одну организацию"),
        ({"whom": "chosen", "bodies": ["6"]}, "хотя бы одну организацию"),
        ({"whom": "chosen", "bodies": ["x", "99999999999999"]}, "хотя бы одну организацию"),
    ],
)
def test_what_cannot_be_is_told(clerk: SchoolClient, changes: dict[str, object], words: str) -> None:
    assert words in clerk.fill("/district/invitations", {**PRESS, **changes}).main


def test_each_role_may_have_its_own_slip_and_an_office_below_its_own_role(
    app: Flask, clerk: SchoolClient, district: District
) -> None:
    assert clerk
    with app.app_context():
        with writing() as session:
            below = put_school(session, an_office("Отдел образования Малого района"), None)
            put_overseer(session, below, district.office)
        made = invite(district.office, [7, below], SCHOOL_ROLES, BY, together=False)
        assert [slip.roles for slip in made.slips if slip.body_id == 7] == [
            ("head",),
            ("secretary",),
            ("administrator",),
        ]
        assert ("district",) in [slip.roles for slip in made.slips if slip.body_id == below]
        later = renew_invitations(district.office, [7], BY, opened_at=BY.at - timedelta(seconds=1))
        assert not later.slips
        with pytest.raises(FaultsError):
            invite(district.office, [district.other_school], SCHOOL_ROLES, BY)


def test_a_login_proposed_is_a_login_for_every_kind_of_name() -> None:
    for name in ("МБОУ «Верхнереченская СОШ № 1»", "№№", "Школа " * 30, 'МКОУ "Дом"', "“Ёлочка”"):
        assert 2 <= len(body_word(name)) <= 24, name
    assert body_word("!!!") == "организация"
