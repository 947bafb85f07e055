"""Commands where the database holds many bodies: none is taken for the only one, each is named by what people know."""

from pathlib import Path

import pytest

from sferum_docs.services.packet.demonstration import load_demonstration
from sferum_docs.services.users.manage import Role, create_first, find_credentials, list_users
from sferum_docs.store.database import db
from sferum_docs.store.documents import issued
from tests.builders import BY, PACK_ID, SCHOOL_ID
from tests.district import INNS, NAMES, fill_district, watch_over
from tests.test_cli import an_instance, run
from tests.web.conftest import CHEAP, PASSWORD


def test_a_user_is_added_to_the_body_that_is_named_and_to_none_by_chance(tmp_path: Path) -> None:
    with an_instance(tmp_path):
        district = fill_district()
    asked = ("user", "add", "ким", "--name", "Ким Олег Юрьевич", "--role", "secretary")
    unnamed = run(tmp_path, *asked)
    assert unnamed.returncode == 1
    assert "рганизаций здесь несколько" in unnamed.stderr
    assert "и ещё 1" in unnamed.stderr
    assert "рганизации «Нет такой» здесь нет" in run(tmp_path, *asked, "--school", "Нет такой").stderr
    assert run(tmp_path, *asked, "--school", INNS[1]).returncode == 0
    with an_instance(tmp_path):
        found = find_credentials("ким")
        assert found is not None
        assert found.user.school_id == district.schools[1]
    named = run(tmp_path, "user", "list", "--school", NAMES[0].upper()).stdout
    assert "ким" not in named
    everybody = run(tmp_path, "user", "list").stdout
    assert all(name in everybody for name in NAMES)
    assert "ким  Ким Олег Юрьевич  secretary" in everybody
    role = run(
        tmp_path, "user", "add", "два", "--name", "Два", "--role", "district", "--school", str(district.schools[0])
    )
    assert "только у работников управления" in role.stderr


def test_a_file_of_any_body_is_known_as_made_here(tmp_path: Path) -> None:
    with an_instance(tmp_path):
        load_demonstration(BY, PACK_ID)
        watch_over(SCHOOL_ID)
        made = issued.newest(SCHOOL_ID, PACK_ID)[0]
        (tmp_path / "приказ.docx").write_bytes(issued.content(made.sha256))
    told = run(tmp_path, "verify", str(tmp_path / "приказ.docx"))
    assert told.returncode == 0
    assert made.title in told.stdout
    doctor = run(tmp_path, "doctor").stdout
    assert "Проверено организаций: 2." in doctor
    assert "Журнал и файлы (" not in doctor, "of each only what is not well"
    assert "Журнал и файлы:" in run(tmp_path, "doctor", "--school", str(SCHOOL_ID)).stdout


@pytest.mark.parametrize("office", [True, False])
def test_the_first_person_is_of_the_body_that_stands_above_all(tmp_path: Path, *, office: bool) -> None:
    with an_instance(tmp_path):
        load_demonstration(BY, PACK_ID)
        main = watch_over(SCHOOL_ID) if office else SCHOOL_ID
        db.session.execute(db.text("DELETE FROM user_account"))
        db.session.commit()
        create_first("исаева", BY.name, PASSWORD, frozenset({Role.HEAD, Role.DISTRICT}), BY, CHEAP)
        (first,) = list_users(main)
        assert (Role.DISTRICT in first.roles) is office
