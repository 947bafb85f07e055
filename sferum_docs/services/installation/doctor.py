"""The doctor: what an installation needs, how it stands, why it matters, what to do."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_docs.directives.working_days import transfers_known
from sferum_docs.printing.typefaces import SERIFS, serif_files
from sferum_docs.reading.faults import Fault
from sferum_docs.services.installation.backup import backups
from sferum_docs.services.packs.acts import acts_of
from sferum_docs.services.packs.choose import TAKEN_IN
from sferum_docs.services.packs.of_school import unfit_documents
from sferum_docs.services.packs.shelf import folders_of
from sferum_docs.services.register.entries.audit_files import NEWEST, audit_files
from sferum_docs.services.templates.versions import template_list
from sferum_docs.store import snapshot
from sferum_docs.store.migrate import is_newer
from sferum_docs.store.oversight import all_bodies
from sferum_docs.store.troubles import DatabaseError, trouble_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from sferum_docs.store.oversight import OverseenBody

_OFFICES = (Path("C:/Program Files/LibreOffice/program/soffice.exe"), Path("/usr/lib/libreoffice/program/soffice"))
_ENOUGH_DISK, _LITTLE_DISK = 2 << 30, 300 << 20
_FRESH_DAYS, _OLD_DAYS = 7, 30
_OLDEST_YEAR, _SECONDS = 2026, 20
_TOO_OLD = (3, 11)


class Condition(StrEnum):
    """How a thing stands."""

    OK = "well"
    WARNING = "care"
    ERROR = "ill"


@dataclass(frozen=True, slots=True)
class HealthLine:
    """One thing: how it stands, why it matters, what to do when it is not well."""

    name: str
    condition: Condition
    state: str
    why: str
    advice: str = ""


def examine(
    instance: Path, now: datetime, school_id: int | None = None, *, every_entry: bool = False
) -> tuple[HealthLine, ...]:
    """Everything that is looked at; with a school also its templates and register: newest entries or `every_entry`."""
    looks: list[Callable[[], HealthLine]] = [
        _python,
        fonts,
        office,
        lambda: disk(instance),
        _database,
        lambda: copies(instance, now),
        lambda: clock(now),
        lambda: year_of_holidays(now.astimezone().year),
    ]
    if names := sorted(folders_of((instance / TAKEN_IN,))):
        looks.append(lambda: lying_packs(names))
    found = tuple(_looked(look) for look in looks)
    return found if school_id is None else (*found, *examine_body(school_id, now, every_entry=every_entry))


def examine_body(school_id: int, now: datetime, *, every_entry: bool = False) -> tuple[HealthLine, ...]:
    """What is looked at of one body: its acts, its templates, its register."""
    looks: tuple[Callable[[], HealthLine], ...] = (
        lambda: acts(school_id),
        lambda: _templates(school_id, now),
        lambda: register_files(school_id, None if every_entry else NEWEST),
    )
    return tuple(_looked(look) for look in looks)


def examined_bodies() -> tuple[OverseenBody, ...]:
    """The bodies whose templates and registers are looked at; none where there is no database that could tell."""
    try:
        return all_bodies() if snapshot.is_made() else ()
    except DatabaseError:
        return ()


_NAMED = 10  # entries that a line names; the rest are counted


def register_files(school_id: int, limit: int | None = NEWEST) -> HealthLine:
    """Whether every number has its file, and every file says what the register says."""
    found = audit_files(school_id, limit)
    named = [
        *(f"№ {entry.number}: нет файла" for entry, _ in found.fileless),
        *(f"№ {entry.number}: {sentence}" for entry, sentence in found.otherwise),
    ]
    more = f" И ещё записей: {len(named) - _NAMED}." if len(named) > _NAMED else ""
    read = f"сверено файлов: {found.read} из {found.total}"
    return HealthLine(
        "Журнал и файлы",
        Condition.ERROR if found.otherwise else Condition.WARNING if found.fileless else Condition.OK,
        f"{'; '.join(named[:_NAMED]).rstrip('.')}.{more}" if named else read,
        "Номер и дата в файле должны быть те же, что в журнале.",
        ""
        if found.sound
        else "Откройте эти записи в журнале: сделайте файл заново или аннулируйте запись. "
        "Все файлы сверяет команда doctor --all-entries.",
    )


def _looked(look: Callable[[], HealthLine]) -> HealthLine:
    """One line; what keeps it from being looked at is itself a finding: this is the command for trouble."""
    try:
        return look()
    except Exception as error:  # noqa: BLE001  whatever it is, the other lines are still wanted
        code = trouble_of(error)
        state = Fault(code).sentence() if code else f"не проверено: {type(error).__name__}"
        return HealthLine("Проверка", Condition.ERROR, "не удалась", state)


def _python() -> HealthLine:
    version = ".".join(map(str, sys.version_info[:3]))
    well = sys.version_info >= _TOO_OLD
    return HealthLine(
        "Python",
        Condition.OK if well else Condition.ERROR,
        version,
        "На нём работает программа.",
        "" if well else "Установите Python 3.11 или новее.",
    )


def fonts() -> HealthLine:
    """Which serif typefaces of the standard are installed."""
    found = [face.name for face in serif_files() if face.name in SERIFS]
    return HealthLine(
        "Шрифты",
        Condition.OK if found else Condition.WARNING,
        ", ".join(found) or "не найдены",
        "Без шрифта с теми же размерами букв PDF и предпросмотр переносят строки не так, как Word.",
        "" if found else "Установите Liberation Serif (на Debian: apt install fonts-liberation) или PT Astra Serif.",
    )


def office() -> HealthLine:
    """Whether LibreOffice is there, and which."""
    named = shutil.which("soffice") or shutil.which("libreoffice")
    program = Path(named) if named else next((path for path in _OFFICES if path.is_file()), None)
    why = "Он делает PDF. Без него документы скачиваются в Word и печатаются оттуда."
    if program is None:
        return HealthLine(
            "LibreOffice", Condition.WARNING, "не найден", why, "Установите LibreOffice Writer 7 или новее."
        )
    try:
        told = subprocess.run(  # noqa: S603 -- the program found on this machine
            [program, "--version"], capture_output=True, text=True, timeout=_SECONDS, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        told = ""
    version = re.search(r"(?<![\d.])\d{1,4}(?:\.\d{1,4}){1,4}", told)
    if version is None:
        return HealthLine(
            "LibreOffice", Condition.WARNING, "есть, но не отвечает", why, "Запустите его один раз вручную."
        )
    return HealthLine("LibreOffice", Condition.OK, version[0], why)


def disk(folder: Path) -> HealthLine:
    """How much room there is where the data lies."""
    free = shutil.disk_usage(folder).free
    condition = Condition.OK if free >= _ENOUGH_DISK else Condition.WARNING if free >= _LITTLE_DISK else Condition.ERROR
    return HealthLine(
        "Место на диске",
        condition,
        f"свободно {free / (1 << 30):.1f} ГБ".replace(".", ","),
        "Когда места нет, ничего не сохраняется.",
        "" if condition is Condition.OK else "Освободите место: перенесите старые копии на другой носитель.",
    )


def _database() -> HealthLine:
    if is_newer():
        why = "Таблицы другой версии эта программа не знает."
        return HealthLine("База данных", Condition.ERROR, "новее программы", why, Fault("database_newer").sentence())
    if not snapshot.is_made():
        return HealthLine(
            "База данных",
            Condition.WARNING,
            "ещё не создана",
            "В ней всё: школа, документы, журнал.",
            "Запустите программу: python3 run.py",
        )
    found = snapshot.quick_check()
    well = found == "ok"
    kind = "SQLite" if snapshot.is_sqlite() else "PostgreSQL"
    return HealthLine(
        "База данных",
        Condition.OK if well else Condition.ERROR,
        f"{kind}, {'цела' if well else 'повреждена'}",
        "В ней всё: школа, документы, журнал.",
        "" if well else "Остановите программу и восстановите последнюю копию.",
    )


def copies(instance: Path, now: datetime) -> HealthLine:
    """How old the newest copy is."""
    made = backups(instance)
    why = "Если компьютер сломается, останется только то, что есть в копии."
    if not made:
        return HealthLine(
            "Копия", Condition.ERROR, "ещё не сделана", why, "Сделайте копию сейчас и унесите её на другой диск."
        )
    days = (now - made[0].made_at).days
    condition = Condition.OK if days < _FRESH_DAYS else Condition.WARNING if days < _OLD_DAYS else Condition.ERROR
    state = "сделана сегодня" if days <= 0 else f"последней дней: {days}"
    return HealthLine("Копия", condition, state, why, "" if condition is Condition.OK else "Сделайте копию сейчас.")


def clock(now: datetime) -> HealthLine:
    """Whether the clock can be right."""
    well = now.year >= _OLDEST_YEAR
    return HealthLine(
        "Часы",
        Condition.OK if well else Condition.ERROR,
        f"{now.astimezone():%d.%m.%Y %H:%M}",
        "По ним считаются сроки и пишется история.",
        "" if well else "Дата в прошлом: исправьте часы компьютера.",
    )


def year_of_holidays(year: int) -> HealthLine:
    """Whether the Government's transfers of days off are known for a year."""
    moved = transfers_known(year)
    condition = Condition.OK if moved else Condition.WARNING
    return HealthLine(
        "Календарь",
        condition,
        f"{year} год{'' if moved else ': переносов выходных ещё нет'}",
        "По нему считаются рабочие дни до срока.",
        "" if condition is Condition.OK else "Обновите программу: переносы выходят в постановлении Правительства.",
    )


def lying_packs(names: Sequence[str]) -> HealthLine:
    """Packs that lie in the folder and are not in the database: no other machine and no copy has them."""
    return HealthLine(
        "Папка комплектов",
        Condition.WARNING,
        f"не перешли в базу: {', '.join(names)}",
        "Комплект в папке знает только эта машина, и он принадлежит первой организации.",
        "Перезапустите программу: она примет их. Если не приняла, примите комплект файлом: там сказано, что мешает.",
    )


def acts(school_id: int) -> HealthLine:
    """Whether the pack of every act in work lies in its place without faults."""
    found = [act for act in acts_of(school_id) if act.assignment.in_work]
    ill = [f"{act.assignment.title}: {act.faults[0].message()}" for act in found if act.faults]
    return HealthLine(
        "Комплекты",
        Condition.ERROR if ill else Condition.OK,
        " ".join(ill).rstrip(".") if ill else f"актов в работе: {len(found)}",
        "Без комплекта по акту не составить документов.",
        "Примите комплект ещё раз файлом: страница «Комплект файлом» или команда import-pack --replace." if ill else "",
    )


def _templates(school_id: int, now: datetime) -> HealthLine:
    day = now.astimezone().date()
    sound = [act.assignment.pack for act in acts_of(school_id) if act.assignment.in_work and act.pack is not None]
    ill = [document for pack in sound for document in _ill_templates(school_id, pack, day)]
    return HealthLine(
        "Шаблоны",
        Condition.WARNING if ill else Condition.OK,
        f"с замечаниями: {', '.join(ill)}" if ill else "все в порядке",
        "По ним делаются документы.",
        "Откройте раздел «Шаблоны» и посмотрите, что не так." if ill else "",
    )


def _ill_templates(school_id: int, pack: str, day: date) -> list[str]:
    listed = template_list(school_id, pack, day)
    unwell = [line.state.spec.id for line in listed if line.health is not None and not line.health.well]
    return [*unwell, *unfit_documents(school_id, pack)]
