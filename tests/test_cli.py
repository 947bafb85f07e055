"""The command line as a person meets it: its words, its exit code, its files.

`start` is a process of its own, which every command is at least once; `run` is the same command inside this process.
"""

import json
import subprocess
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from docx import Document

from app import create_app
from sferum_docs.cli import Commands
from sferum_docs.docengine import plain_text
from sferum_docs.schools.model import LayoutSettings, OperativeWord
from sferum_docs.schools.writer import school_record
from sferum_docs.services.packs.add_document import add_document
from sferum_docs.services.packs.exchange import export_pack
from sferum_docs.services.school.save import save_school
from sferum_docs.services.signatures.keep import SentSignature, add_signature, withdraw_signature
from sferum_docs.services.templates.change import activate_template, upload_template
from sferum_docs.store.audit import lines
from sferum_docs.store.database import db
from sferum_docs.store.documents.templates import versions
from sferum_docs.store.migrate import upgrade
from sferum_docs.store.snapshot import SQLITE_NAME
from tests.builders import BY, PACK_ID, a_school
from tests.databases import migrated
from tests.edited import edited, mended, shipped
from tests.made_signatures import By, certificate, signature
from tests.program import ROOT, command
from tests.registering import PDF, drafts, put_an_entry
from tests.services.test_add_document import described


def start(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    done = command(words, {"INSTANCE_PATH": str(folder / "instance"), "PYTHONUTF8": "1"})
    return subprocess.CompletedProcess(words, done.returncode, done.stdout.decode(), done.stderr.decode())


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """What ends otherwise than by an exit code is a traceback to a person, and raised here."""
    app = create_app({"INSTANCE_PATH": str(folder / "instance")})
    result = app.test_cli_runner(catch_exceptions=False).invoke(Commands(), list(words))
    with app.app_context():
        db.engine.dispose()
    return subprocess.CompletedProcess(words, result.exit_code, result.stdout, result.stderr)


@contextmanager
def an_instance(folder: Path) -> Iterator[None]:
    """The database that the commands of this folder find."""
    app = create_app({"INSTANCE_PATH": str(folder / "instance")})
    database = folder / "instance" / SQLITE_NAME
    is_new = not database.exists()
    if is_new:
        database.write_bytes(migrated())
    with app.app_context():
        if not is_new:  # of a command before
            upgrade()
        yield
        db.session.remove()
        db.engine.dispose()


def richer(data: bytes) -> bytes:
    """One tag more than the shipped one."""
    return edited(data, lambda xml: xml.replace("Контроль за", "{{ школа.краткое }}. Контроль за", 1))


def school_file(folder: Path, **changes: object) -> Path:
    path = folder / "school.json"
    data = {"school": school_record(a_school()), "packet": {"date": "2023-10-16", "documents": ["D02", "D05"]}}
    path.write_text(json.dumps({**data, **changes}, ensure_ascii=False), encoding="utf-8")
    return path


def test_demo_leaves_the_documents_an_archive_and_the_coverage(tmp_path: Path) -> None:
    result = start(tmp_path, "demo", "--out", str(tmp_path / "out"))
    assert result.returncode == 0, result.stderr
    files = sorted(path.name for path in (tmp_path / "out").glob("*.docx"))
    assert len(files) == 8
    with zipfile.ZipFile(tmp_path / "out" / "Комплект.zip") as archive:
        assert sorted(archive.namelist()) == files
        assert archive.testzip() is None
    assert "Расхождений файлов с комплектом: 0" in result.stdout
    row = next(line for line in result.stdout.splitlines() if line.startswith("1.7 "))
    assert "D02×" in row
    assert "исполняется документом" in row
    assert "Склонение под вопросом" in result.stderr
    assert "Соловей Павел Яковлевич" in result.stderr


def test_a_preset_chooses_the_documents(tmp_path: Path) -> None:
    result = run(tmp_path, "demo", "--out", str(tmp_path / "out"), "--preset", "minimum")
    assert result.returncode == 0, result.stderr
    assert len(list((tmp_path / "out").glob("*.docx"))) == 6


def test_own_data_make_own_documents(tmp_path: Path) -> None:
    result = start(tmp_path, "packet", "--data", str(school_file(tmp_path)), "--out", str(tmp_path / "out"))
    assert result.returncode == 0, result.stderr
    order = next((tmp_path / "out").glob("*О назначении ответственных*.docx")).read_bytes()
    assert any("МКОУ\N{NO-BREAK SPACE}«Ключевская СОШ»" in line for line in plain_text(order))
    assert "Дата приказа 16.10.2023 прошла" in result.stderr


def test_own_data_never_end_the_orders_of_the_sample(tmp_path: Path) -> None:
    asked = {"date": "2026-12-01", "documents": ["X02", "X09"]}
    data, out = school_file(tmp_path, packet=asked), tmp_path / "out"
    result = run(tmp_path, "packet", "--data", str(data), "--pack", "max-2026", "--out", str(out))
    assert result.returncode == 0, result.stderr
    assert "X09" in result.stderr
    assert "отменять нечего" in result.stderr
    assert [path.name[3:9] for path in out.glob("*.docx")] == ["Приказ"]
    alone = school_file(tmp_path, packet={**asked, "documents": ["X09"]})
    refused = run(tmp_path, "packet", "--data", str(alone), "--pack", "max-2026", "--out", str(tmp_path / "none"))
    assert refused.returncode == 1
    assert not (tmp_path / "none").exists()


def test_every_fault_of_own_data_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    data = school_file(tmp_path, packet={"date": "2023-10-01", "preset": "все"}, ещё=1)
    result = start(tmp_path, "packet", "--data", str(data), "--out", str(tmp_path / "out"))
    assert result.returncode == 1
    assert "school.json: packet.date: дата 01.10.2023 раньше даты постановления (13.10.2023)" in result.stderr
    assert "school.json: packet.preset: значение «все» не подходит" in result.stderr
    assert "school.json: ещё: такого поля нет" in result.stderr
    assert "Ошибок: 3. Ничего не записано." in result.stderr
    assert "Traceback" not in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "не читается как JSON"),
        ("[" * 100_000, "не читается как JSON"),
        ("[]", "ожидается набор полей"),
        ("null", "ожидается набор полей"),
    ],
)
def test_a_file_that_is_no_school_is_named_for_what_it_is(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "school.json"
    path.write_text(content, encoding="utf-8")
    result = run(tmp_path, "packet", "--data", str(path), "--out", str(tmp_path / "out"))
    assert result.returncode == 1
    assert words in result.stderr
    assert "Traceback" not in result.stderr


def test_a_missing_file_and_an_unknown_pack_are_named(tmp_path: Path) -> None:
    result = start(tmp_path, "packet", "--data", str(tmp_path / "нет.json"), "--out", str(tmp_path / "out"))
    assert "нет.json: файла нет" in result.stderr
    result = run(tmp_path, "packet", "--data", str(school_file(tmp_path)), "--pack", "нет", "--out", str(tmp_path))
    assert "Комплекта «нет» нет. Есть: max-2026, sferum-2023" in result.stderr


def test_a_folder_without_sources_is_told_to_have_none(tmp_path: Path) -> None:
    (tmp_path / "без текстов").mkdir()
    result = run(tmp_path, "build-templates", str(tmp_path / "без текстов"))
    assert result.returncode == 1
    assert "Собирать нечего (без текстов)" in result.stderr


def test_a_shipped_template_has_no_fault_and_an_empty_file_is_named(tmp_path: Path) -> None:
    assert start(tmp_path, "check-pack").returncode == 0
    empty = tmp_path / "пусто.docx"
    empty.write_bytes(b"")
    result = start(tmp_path, "check-template", str(empty), "--format", "json")
    assert result.returncode == 1
    assert [item["severity"] for item in json.loads(result.stdout)] == ["error"]


def test_a_made_order_keeps_what_the_standard_requires(tmp_path: Path) -> None:
    assert run(tmp_path, "demo", "--out", str(tmp_path / "out")).returncode == 0
    order = next((tmp_path / "out").glob("*О назначении ответственных*.docx"))
    result = start(tmp_path, "check-gost", str(order), "--kind", "приказ", "--format", "json")
    assert result.returncode == 0, result.stdout
    told = json.loads(result.stdout)
    assert told["edition"] == "2025"
    assert len(told["rules"]) >= 60


def test_a_template_is_checked_on_the_command_line_as_on_its_page(tmp_path: Path) -> None:
    assert run(tmp_path, "demo", "--out", str(tmp_path / "out")).returncode == 0
    made = next((tmp_path / "out").glob("*О назначении ответственных*.docx"))
    finished = run(tmp_path, "check-template", str(made), "--pack", "sferum-2023", "--document", "D02")
    assert finished.returncode == 1
    assert "Это готовый документ (приказ" in finished.stdout
    assert "Включить нельзя. Ошибок: 1" in finished.stdout
    told = run(tmp_path, "check-template", str(made), "--document", "D02", "--format", "json")
    assert ("template_finished", "error") in [(item["code"], item["severity"]) for item in json.loads(told.stdout)]
    own = str(Path(__file__).parents[1] / "doc_templates/sferum-2023/D02.docx")
    right = run(tmp_path, "check-template", own, "--document", "D02")
    assert (right.returncode, right.stdout.splitlines()) == (
        0,
        ["Сравнено с шаблоном комплекта sferum-2023.", "Ошибок нет."],
    )
    assert "Сравнено с шаблоном комплекта" in told.stderr
    other = run(tmp_path, "check-template", own, "--document", "D03")
    assert other.returncode == 1
    assert "Это шаблон другого документа: приказ" in other.stdout


def test_a_new_template_is_written_once_and_never_over_another_file(tmp_path: Path) -> None:
    target = tmp_path / "новый.docx"
    words = ("new-template", "О дежурстве в праздничные дни", "--kind", "приказ", "--out", str(target))
    result = start(tmp_path, *words)
    assert result.returncode == 0, result.stderr
    assert "О\N{NO-BREAK SPACE}дежурстве в праздничные дни" in plain_text(target.read_bytes())
    assert run(tmp_path, "check-template", str(target)).returncode == 0
    again = run(tmp_path, *words)
    assert again.returncode == 1
    assert "такой файл уже есть" in again.stderr
    wrong = run(tmp_path, "new-template", "Дежурство", "--out", str(tmp_path / "x.docx"))
    assert wrong.returncode == 1
    assert "о чём?" in wrong.stderr
    assert not (tmp_path / "x.docx").exists()


def test_verify_tells_a_file_as_made_from_a_changed_and_a_foreign_one(tmp_path: Path) -> None:
    assert start(tmp_path, "load-demo").returncode == 0
    assert run(tmp_path, "demo", "--out", str(tmp_path / "out")).returncode == 0
    order = next((tmp_path / "out").glob("*О назначении ответственных*.docx"))
    as_made = start(tmp_path, "verify", str(order))
    assert (as_made.returncode, as_made.stderr) == (0, "")
    assert as_made.stdout.startswith("Файл не изменён")
    assert "D02 «О назначении ответственных" in as_made.stdout

    document = Document(str(order))
    paragraph = next(item for item in document.paragraphs if item.text.startswith("Назначить"))
    paragraph.runs[0].text = "Уволить " + paragraph.runs[0].text
    document.save(str(order))
    changed = run(tmp_path, "verify", str(order), "--format", "json")
    assert changed.returncode == 1
    told = json.loads(changed.stdout)
    assert (told["state"], told["found_by"], told["document"]["document"]) == ("changed", "properties", "D02")
    (difference,) = told["differences"]
    assert ["new", "Уволить "] in difference["pieces"]

    Document().save(str(tmp_path / "чужой.docx"))
    foreign = run(tmp_path, "verify", str(tmp_path / "чужой.docx"))
    assert foreign.returncode == 1
    assert "Такого документа эта школа здесь не делала" in foreign.stdout


def test_verify_knows_a_signature_and_the_file_that_it_signs(tmp_path: Path) -> None:
    files = {
        "приказ.pdf": PDF, "приказ.pdf.sig": signature(PDF), "чужая.sig": signature(b"%PDF- of another"),
        "битая.sig": signature(PDF)[:-5], "сертификат.cer": certificate(By()),
    }  # fmt: skip
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    with an_instance(tmp_path):
        school_id, _drafts = drafts(1)
        entry = put_an_entry(school_id)
        sent = SentSignature("приказ.pdf.sig", files["приказ.pdf.sig"])
        kept = add_signature(None, school_id, entry.id, sent, BY)

    def told(name: str) -> str:
        done = run(tmp_path, "verify", str(tmp_path / name))
        assert done.returncode == (0 if name.startswith("приказ") and not kept.file.withdrawn else 1), done.stderr
        return done.stdout or done.stderr

    itself, paper = told("приказ.pdf.sig"), told("приказ.pdf")
    assert f"она приложена к записи № {entry.number}" in itself
    assert "Подписан скан этой записи: приказ.pdf" in itself
    assert "отпечаток (ГОСТ Р 34.11-2012, 256 бит) сошёлся" in paper
    assert "не отозван ли он" in paper, "what was not checked is said"
    assert "ни к одной записи она не приложена" in told("чужая.sig")
    assert "битая.sig: файл подписи повреждён" in told("битая.sig")
    assert "сертификат.cer: это сертификат, а не подпись" in told("сертификат.cer")
    (data,) = json.loads(run(tmp_path, "verify", str(tmp_path / "приказ.pdf"), "--format", "json").stdout)["signatures"]
    assert (data["stands"], data["owners"]) == (True, ["Омаров Магомед Алиевич"])
    pair = ("--signed", str(tmp_path / "приказ.pdf"))
    for name, code, words in (
        ("приказ.pdf.sig", 0, "Подпись стоит под этим файлом."), ("чужая.sig", 1, "Это подпись другого файла"),
        ("битая.sig", 1, "битая.sig: файл подписи повреждён"),
    ):  # fmt: skip
        held = run(tmp_path, "verify", str(tmp_path / name), *pair)
        assert (held.returncode, (held.stdout or held.stderr)[: len(words)]) == (code, words)
    with an_instance(tmp_path):
        kept = withdraw_signature(school_id, kept.file.id, "подписал заместитель", BY)
    assert "Подпись снята" in told("приказ.pdf.sig")


def test_verify_says_in_words_why_it_cannot(tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"%PDF-1.7")
    no_school = run(tmp_path, "verify", str(tmp_path / "x.docx"))
    assert no_school.returncode == 1
    assert "В базе ещё нет школы" in no_school.stderr
    assert run(tmp_path, "load-demo").returncode == 0
    broken = run(tmp_path, "verify", str(tmp_path / "x.docx"))
    assert (broken.returncode, broken.stdout) == (1, "")
    assert "Это PDF, а не документ Word" in broken.stderr.replace("это", "Это")
    assert "Traceback" not in broken.stderr + no_school.stderr


def test_the_check_of_layout_can_be_told_what_the_school_has_chosen(tmp_path: Path) -> None:
    assert run(tmp_path, "packet", "--data", str(school_file(tmp_path)), "--out", str(tmp_path)).returncode == 0
    order = str(next(tmp_path.glob("*О назначении ответственных*.docx")))
    other = school_record(a_school(layout=LayoutSettings(operative_word=OperativeWord.LOWER)))
    for chosen, words in ((school_record(a_school()), ""), (other, "написано не так, как принято в школе")):
        data = school_file(tmp_path, school=chosen)
        result = run(tmp_path, "check-gost", order, "--kind", "приказ", "--data", str(data))
        assert result.returncode == bool(words), result.stdout
        assert words in result.stdout


def test_a_template_is_compared_with_what_is_in_force_in_the_school_here(tmp_path: Path) -> None:
    shipped_file = str(ROOT / "doc_templates/sferum-2023/D02.docx")
    without = run(tmp_path, "check-template", shipped_file, "--document", "D02", "--against", "school")
    assert (without.returncode, "ещё нет школы" in without.stderr) == (1, True)
    with an_instance(tmp_path):
        save_school(None, a_school(), BY)
        number = upload_template(1, PACK_ID, "D02", richer(shipped()), "богаче.docx", "", BY)
        activate_template(1, PACK_ID, "D02", number, BY.at.astimezone().date(), "так решил директор", BY)
        add_document(1, PACK_ID, described(), shipped("D07"), "анализ.docx", BY)
    here = run(tmp_path, "check-template", shipped_file, "--document", "D02")
    assert "Сравнено с тем, что действует в школе с" in here.stdout
    assert "с версией 1" in here.stdout
    pack = run(tmp_path, "check-template", shipped_file, "--document", "D02", "--against", "pack")
    assert pack.stdout.splitlines() == ["Сравнено с шаблоном комплекта sferum-2023.", "Ошибок нет."]
    own = str(tmp_path / "анализ.docx")
    Path(own).write_bytes(shipped("D07"))
    waits = run(tmp_path, "check-template", own, "--document", "S01", "--format", "json")
    assert "Документ ещё не действует" in waits.stderr
    assert isinstance(json.loads(waits.stdout), list)
    foreign = run(tmp_path, "check-template", own, "--document", "S01", "--against", "pack")
    assert (foreign.returncode, "S01" in foreign.stderr) == (1, True)


def test_a_pack_goes_to_another_installation_by_each_of_its_ways(tmp_path: Path) -> None:
    with an_instance(tmp_path / "one"):
        save_school(None, a_school(), BY)
        number = upload_template(1, PACK_ID, "D02", mended(shipped()), "приказ.docx", "", BY)
        activate_template(1, PACK_ID, "D02", number, BY.at.astimezone().date(), "", BY)
        archive = tmp_path / "pack.zip"
        archive.write_bytes(export_pack(1, PACK_ID, BY.at.astimezone().date()))
    other = tmp_path / "two"
    words = ("import-pack", str(archive))
    empty = run(other, *words)
    assert (empty.returncode, "--as" in empty.stderr) == (1, True)
    aside = run(other, *words, "--as", "school-2026")
    assert (aside.returncode, "Комплект school-2026 принят" in aside.stdout) == (0, True)
    assert (other / "instance/packs/school-2026/pack.toml").is_file()
    used = run(other, "demo", "--out", str(other / "out"), "--pack", "school-2026", "--preset", "minimum")
    assert used.returncode == 0, used.stderr
    assert "Общий контроль" in " ".join(
        line for path in (other / "out").glob("*.docx") for line in plain_text(path.read_bytes())
    )
    with an_instance(other):
        save_school(None, a_school(), BY)
    laid = run(other, *words)
    assert (laid.returncode, "D02 (версия 1)" in laid.stdout) == (0, True)
    second = run(other, *words, "--as", "school-2027")
    assert second.returncode == 0
    with an_instance(other):
        assert len(lines(1, "pack.imported")) == 2
        assert len(versions(1, "sferum-2023")) == 1


@pytest.mark.parametrize(
    ("content", "options", "words"),
    [
        (None, (), "файла нет или он не читается"),
        (b"not a zip", ("--as", "school-2026"), "pack.zip"),
        (b"", (), "pack.zip: это не архив"),
        ("shipped", ("--as", "../evil"), "--as: обозначение «../evil» не подойдёт для папки"),
        ("shipped", ("--as", "sferum-2023"), "уже есть"),
        ("broken", ("--as", "school-2026"), "D12.docx"),
    ],
)
def test_a_pack_that_will_not_do_is_refused_in_words_and_leaves_nothing(
    tmp_path: Path, content: bytes | str | None, options: tuple[str, ...], words: str
) -> None:
    archive = tmp_path / "pack.zip"
    if isinstance(content, bytes):
        archive.write_bytes(content)
    elif content is not None:
        with zipfile.ZipFile(archive, "w") as target:
            for path in (ROOT / "doc_templates/sferum-2023").iterdir():
                if path.suffix in {".docx", ".toml"}:
                    broken = content == "broken" and path.name == "D12.docx"
                    target.writestr(path.name, b"%PDF-1.7" if broken else path.read_bytes())
    result = run(tmp_path, "import-pack", str(archive), *options)
    assert result.returncode == 1
    assert words in result.stderr
    assert "file:" not in result.stderr
    assert [path for path in (tmp_path / "instance").rglob("*") if path.suffix in {".docx", ".toml"}] == []


def test_users_are_made_and_their_passwords_renewed_without_a_page(tmp_path: Path) -> None:
    made = start(
        tmp_path, "user", "add", "исаева", "--name", "Исаева Зара", "--role", "administrator", "--role", "head"
    )
    again = run(tmp_path, "user", "password", "ИСАЕВА")
    once = [line.partition(": ")[2] for line in (made.stdout + again.stdout).splitlines() if "пароль" in line]
    assert len(set(once)) == 2
    assert "исаева  Исаева Зара  administrator, head" in run(tmp_path, "user", "list").stdout
    taken = run(tmp_path, "user", "add", "Исаева", "--name", "Другая", "--role", "head")
    assert (taken.returncode, "уже занято" in taken.stderr) == (1, True)
    assert "ользователя «никто» нет" in run(tmp_path, "user", "password", "никто").stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("bukl",), "Команды «bukl» нет. Похоже: bulk."),
        (("bulk", "--schol", "all"), "Ключа --schol у этой команды нет. Похоже: --schools"),
        (("bulk",), "Не указано обязательное: --schools."),
        (("bulk", "--schools"), "После --schools нужно значение."),
        (("backup", "--days", "0"), "--days: значение не подходит. Нужно: целое число от 1 до 3660."),
        (("move-files", "сюда"), "Нужно: одно из: folder, database."),
        (("backup", "ещё"), "Лишнее в строке команды: ещё."),
    ],
)
def test_a_line_typed_wrong_is_told_in_words(words: tuple[str, ...], told: str) -> None:
    result = CliRunner().invoke(Commands(), words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert " --help" in result.stderr
    assert "Error" not in result.stderr
