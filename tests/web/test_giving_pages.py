"""What an office gives and what its schools make of it, by the pages of both sides: acts from a day, templates."""

import io
from pathlib import Path

import pytest
from flask import Flask

from sferum_docs.documents.making.provenance import fingerprint
from sferum_docs.documents.making.templates import original_template
from sferum_docs.services.packs.acts import Assignment, assignments
from sferum_docs.services.packs.exchange import import_pack
from sferum_docs.services.packs.kept.archive import packed_folder
from sferum_docs.services.packs.of_school import school_pack
from sferum_docs.services.users.manage import Role
from sferum_docs.store.audit import lines
from sferum_docs.store.database import writing
from sferum_docs.store.oversight import put_overseer
from sferum_docs.web.current import today
from tests.builders import BY, PACK_ID
from tests.district import District, login_of
from tests.edited import edited, mended, shipped
from tests.second_acts import MINISTRY
from tests.web.conftest import client_of
from tests.web.pages import Page, SchoolClient

MAX = "max-2026"
GIVING, PROPOSING = f"/district/giving/{MAX}", f"/district/giving/{PACK_ID}/templates/D02"
OFFERED = f"/acts/{PACK_ID}/templates/D02/1"
SINCE = "2026-11-30"


@pytest.fixture
def clerk(app: Flask, district: District) -> SchoolClient:
    return client_of(app, login_of(district.office, Role.DISTRICT))


def of_school(app: Flask, school: int, role: Role = Role.ADMINISTRATOR) -> SchoolClient:
    return client_of(app, login_of(school, role))


def give(client: SchoolClient, page: str = GIVING, /, **typed: str | list[str]) -> Page:
    shown = client.page(page)
    return client.send(page, shown.values(shown.form_to(page)), {"since": SINCE, **typed})


def propose(client: SchoolClient, data: bytes, schools: tuple[int, ...], comment: str = "общий контроль") -> Page:
    values = client.page(PROPOSING).values()
    sent = {"csrf_token": values["csrf_token"], "comment": comment, "schools": [str(body) for body in schools]}
    file = (io.BytesIO(data), "приказ.docx")
    return Page(client.post(PROPOSING, data={**sent, "file": file}, follow_redirects=True))


def act_of(app: Flask, school: int, pack: str = MAX) -> Assignment | None:
    with app.app_context():
        return next((act for act in assignments(school) if act.pack == pack), None)


def in_force(app: Flask, school: int) -> bytes:
    with app.app_context():
        return original_template(school_pack(school, PACK_ID, today()).by_id["D02"])


def test_an_office_gives_an_act_to_those_ticked_and_they_are_told_what_to_do(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    first, second, _third = district.schools
    told = give(clerk, schools=[str(first), str(district.other_school)])
    assert "Акт «" in told.main
    assert "Организаций: 1." in told.main
    given = act_of(app, first)
    assert given is not None
    assert (given.since.isoformat(), given.given_by, given.in_work) == (SINCE, district.office, True)
    assert act_of(app, second) is None
    assert act_of(app, district.other_school) is None, "it is another office's"
    old = act_of(app, first, PACK_ID)
    assert old is not None
    assert old.in_work, "the act that it succeeds is ended by the school alone"
    head = of_school(app, first, Role.HEAD)
    acts = head.page("/acts").main
    assert "Назначен управлением (Управление образования Верхнереченского района)" in acts
    assert "Перейти на новый комплект" in acts
    assert "назначенному управлением" in head.page("/").main
    row = clerk.page(GIVING).main
    assert "30.11.2026" in row
    assert "управлением" in row


def test_an_act_given_twice_is_given_once_and_what_a_school_has_stays(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    first, second, third = district.schools
    give(clerk, schools=[str(first)])
    told = give(clerk, whom="all", since="2026-12-01")
    assert "Организаций: 2." in told.main
    assert "Уже был и не тронут: МБОУ «Ключевская СОШ»" in told.main
    again = give(clerk, whom="all", since="2026-12-01")
    assert "никому не назначен: у всех выбранных он уже есть" in again.main
    days = [act.since.isoformat() for body in (first, second, third) if (act := act_of(app, body))]
    assert days == [SINCE, "2026-12-01", "2026-12-01"]


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({}, "Не выбрана ни одна организация"),
        ({"schools": ["2"], "since": "1999-01-01"}, "не раньше"),
        ({"schools": ["2"], "since": ""}, "Заполните"),
        ({"schools": ["6", "1", "x", "99999999999"]}, "Не выбрана ни одна организация"),
    ],
)
def test_what_is_wrong_with_the_form_is_told_and_nothing_is_given(
    app: Flask, district: District, clerk: SchoolClient, typed: dict[str, str | list[str]], words: str
) -> None:
    assert words in " ".join(give(clerk, **typed).faults)
    assert [act_of(app, body) for body in (*district.schools, district.other_school)] == [None] * 4


def test_all_who_fit_a_filter_get_it(app: Flask, district: District, clerk: SchoolClient) -> None:
    page = f"{GIVING}?kind=%D0%94%D0%9E%D0%A3&state=none"
    shown = clerk.page(page)
    assert "МБДОУ «Родничок»" in shown.main
    assert "МБОУ «Арская ООШ»" not in shown.main
    (path,) = [
        form.get("action") for form in shown.root.xpath("//form[@method='post']") if GIVING in form.get("action", "")
    ]
    clerk.send(path, shown.values(shown.form_to(path)), {"since": SINCE, "whom": "all"})
    assert [act_of(app, body) is not None for body in district.schools] == [False, False, True]


def test_a_school_ends_an_act_that_was_given_and_its_office_is_told(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    school = district.schools[0]
    give(clerk, schools=[str(school)])
    head = of_school(app, school, Role.HEAD)
    page, path = head.page("/acts"), f"/acts/{MAX}/state"
    assert "окончена" in head.send(path, page.values(page.form_to(path)), {"action": "close"}).main
    assert "работа окончена" in clerk.page(GIVING).main
    with app.app_context():
        line = lines(district.office, "act.ended_below")[0]
    assert line.details["body"] == "МБОУ «Ключевская СОШ»"
    assert "никому не назначен" in give(clerk, schools=[str(school)]).main, "what a school has ended it begins itself"


def test_an_own_pack_of_the_office_reaches_its_schools_and_another_office_does_not_see_it(
    app: Flask, district: District, clerk: SchoolClient, second_acts: Path
) -> None:
    with app.app_context():
        import_pack(district.office, packed_folder(second_acts / MINISTRY), BY)
    page = f"/district/giving/{MINISTRY}"
    give(clerk, page, schools=[str(district.schools[1])], since="2026-10-01")
    head = of_school(app, district.schools[1], Role.HEAD)
    assert head.get(f"/acts/{MINISTRY}/packet").status_code == 200
    stranger = client_of(app, login_of(district.other_office))
    assert stranger.get(page).status_code == 404
    assert MINISTRY not in stranger.page("/district/giving").main
    assert of_school(app, district.other_school, Role.HEAD).get(f"/acts/{MINISTRY}/packet").status_code == 404


def test_a_template_reaches_schools_as_a_version_that_they_accept(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    first, second, _third = district.schools
    told = propose(clerk, mended(shipped()), (first, second, district.other_school))
    assert "Шаблон предложен. Организаций: 2" in told.main
    assert in_force(app, first) == shipped(), "nothing is in force before the school says so"
    administrator = of_school(app, first)
    assert "управление предлагает новый шаблон" in administrator.page(f"/acts/{PACK_ID}/templates").main
    assert "Ответьте управлению" in administrator.page("/users").main
    report = administrator.page(OFFERED)
    assert "Шаблон предлагает Управление образования Верхнереченского района" in report.main
    assert "Общий" in administrator.page(f"/acts/{PACK_ID}/templates/D02/difference?was=0&now=1").main
    done = administrator.send(OFFERED, report.values(report.form_to(OFFERED)), {"action": "now", "reason": "согласны"})
    assert "Действует версия 1" in done.main
    assert in_force(app, first) == mended(shipped())
    shown = clerk.page(PROPOSING).main
    assert "принят" in shown
    assert "ждёт ответа" in shown
    assert administrator.get(OFFERED.replace("/1", "/2")).status_code == 404
    other = of_school(app, district.other_school)
    assert other.get(OFFERED).status_code == 404


def test_a_refusal_needs_a_reason_which_the_office_sees(app: Flask, district: District, clerk: SchoolClient) -> None:
    school = district.schools[0]
    propose(clerk, mended(shipped()), (school,))
    administrator = of_school(app, school)
    report = administrator.page(OFFERED)
    values = report.values(report.form_to(OFFERED))
    assert "почему отказываетесь" in " ".join(administrator.send(OFFERED, values, {"action": "reject"}).faults)
    report = administrator.page(OFFERED)
    values = report.values(report.form_to(OFFERED))
    administrator.send(OFFERED, values, {"action": "reject", "reason": "у нас другой бланк"})
    shown = clerk.page(f"{PROPOSING}?state=refused").main
    assert "у нас другой бланк" in shown
    assert in_force(app, school) == shipped()


def test_an_own_template_is_never_written_over(app: Flask, district: District, clerk: SchoolClient) -> None:
    school = district.schools[0]
    own = edited(shipped(), lambda xml: xml.replace("Контроль за исполнением", "Личный контроль за исполнением", 1))
    administrator = of_school(app, school)
    listing = f"/acts/{PACK_ID}/templates/D02"
    token = administrator.page(listing).values()["csrf_token"]
    administrator.post(listing, data={"csrf_token": token, "file": (io.BytesIO(own), "свой.docx"), "comment": ""})
    report = administrator.page(OFFERED)
    administrator.send(OFFERED, report.values(report.form_to(OFFERED)), {"action": "now", "reason": "свой"})
    propose(clerk, mended(shipped()), (school,))
    assert in_force(app, school) == own
    assert "свой шаблон" in clerk.page(PROPOSING).main
    offered = administrator.page(OFFERED.replace("/1", "/2"))
    assert "У вас действует своя версия 1" in offered.main
    path = OFFERED.replace("/1", "/2")
    administrator.send(path, offered.values(offered.form_to(path)), {"action": "now", "reason": "согласны"})
    assert in_force(app, school) == mended(shipped())
    assert (
        "никому не предложен: у всех выбранных действует этот же" in propose(clerk, mended(shipped()), (school,)).main
    )
    assert administrator.get(OFFERED).status_code == 200, "the own one stays in the history"


def test_a_newer_proposal_takes_the_place_of_one_that_nobody_answered(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    first, second, _third = district.schools
    propose(clerk, mended(shipped()), (first, second))
    other = edited(shipped(), lambda xml: xml.replace("Контроль за исполнением", "Весь контроль за исполнением", 1))
    administrator = of_school(app, first)
    report = administrator.page(OFFERED)
    administrator.send(OFFERED, report.values(report.form_to(OFFERED)), {"action": "now", "reason": "согласны"})
    propose(clerk, other, (first, second))
    assert in_force(app, first) == mended(shipped()), "what was accepted stays until the newer one is"
    late = of_school(app, second)
    assert "оно прислало новый" in late.page(OFFERED).main
    assert "управление предлагает новый шаблон" in late.page(f"/acts/{PACK_ID}/templates").main
    assert "Шаблон предлагает" in late.page(OFFERED.replace("/1", "/2")).main


def test_what_was_taken_back_can_neither_be_accepted_nor_refused(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    first, second, _third = district.schools
    propose(clerk, mended(shipped()), (first, second))
    quick, late = of_school(app, first), of_school(app, second)
    report = quick.page(OFFERED)
    quick.send(OFFERED, report.values(report.form_to(OFFERED)), {"action": "now", "reason": "согласны"})
    opened = late.page(OFFERED)
    page, path = clerk.page(PROPOSING), f"{PROPOSING}/withdraw"
    assert "отозвано, организаций: 1" in clerk.send(path, page.values(page.form_to(path))).main
    values = {"csrf_token": page.values()["csrf_token"]}
    assert "Отзывать нечего" in Page(clerk.post(path, data=values, follow_redirects=True)).main
    for action in ("now", "reject"):
        sent = {"action": action, "reason": "согласны"}
        refused = late.send(OFFERED, opened.values(opened.form_to(OFFERED)), sent)
        assert "данные изменились" in refused.main
    assert in_force(app, second) == shipped()
    assert in_force(app, first) == mended(shipped()), "who has accepted keeps it"
    assert "управление отозвало предложение" in late.page(f"/acts/{PACK_ID}/templates/D02").main


def test_of_two_administrators_the_second_is_told_what_the_first_decided(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    school = district.schools[0]
    propose(clerk, mended(shipped()), (school,))
    one, two = of_school(app, school), of_school(app, school)
    first, second = one.page(OFFERED), two.page(OFFERED)
    one.send(OFFERED, first.values(first.form_to(OFFERED)), {"action": "now", "reason": "согласны"})
    refused = two.send(OFFERED, second.values(second.form_to(OFFERED)), {"action": "reject", "reason": "нет"})
    assert "данные изменились" in refused.main
    assert fingerprint(in_force(app, school)) == fingerprint(mended(shipped()))


@pytest.mark.parametrize(("data", "words"), [(b"", "Файл пустой"), (b"%PDF-1.7", "Word")])
def test_a_file_that_is_no_template_is_refused_and_reaches_nobody(
    app: Flask, district: District, clerk: SchoolClient, data: bytes, words: str
) -> None:
    faults = " ".join(propose(clerk, data, district.schools).faults)
    assert faults
    assert words
    assert of_school(app, district.schools[0]).get(OFFERED).status_code == 404


def test_a_template_with_an_error_is_refused_with_the_kind_of_body_it_does_not_fit(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    broken = edited(shipped(), lambda xml: xml.replace("Контроль за исполнением", "{{ нет_такого_тега }}", 1))
    assert "нет_такого_тега" in " ".join(propose(clerk, broken, district.schools).faults)
    assert of_school(app, district.schools[0]).get(OFFERED).status_code == 404


def test_a_school_that_went_to_another_office_is_asked_by_the_former_no_more(
    app: Flask, district: District, clerk: SchoolClient
) -> None:
    school = district.schools[0]
    propose(clerk, mended(shipped()), (school,))
    with app.app_context(), writing() as session:
        put_overseer(session, school, district.other_office)
    assert "МБОУ «Ключевская СОШ»" not in clerk.page(PROPOSING).main
    assert "Ответьте управлению" not in of_school(app, school).page("/users").main
    assert "МБОУ «Ключевская СОШ»" not in clerk.page(GIVING).main


def test_nobody_but_who_watches_opens_these_pages(app: Flask, district: District) -> None:
    for login in (login_of(district.office, Role.HEAD), login_of(district.schools[0])):
        client = client_of(app, login)
        for path in ("/district/giving", GIVING, f"/district/giving/{PACK_ID}/templates", PROPOSING):
            assert client.get(path).status_code == 403, path
