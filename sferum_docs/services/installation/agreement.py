"""Whether the database and the files agree: what is lost, what is changed, what nobody needs, what was not finished."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sferum_docs.services.installation.doctor import Condition, HealthLine
from sferum_docs.services.register.finish import GRACE
from sferum_docs.store import snapshot
from sferum_docs.store.documents import file_moves
from sferum_docs.store.jobs import leases
from sferum_docs.store.register import register

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

_NAMED = 50  # of a kind; the rest are counted
_LEFT = timedelta(minutes=1)  # since a lease ended: whoever works looks more often
_SHOWN = 12  # signs of a fingerprint
AGREED, DISAGREED, SUPERFLUOUS = 0, 1, 2


def check_agreement(now: datetime) -> tuple[HealthLine, ...]:
    """Every file read and held against its row, every row against its file."""
    return (_tables(), _files(), _leftovers(), _numbers(now), _jobs())


def exit_code(lines: Iterable[HealthLine]) -> int:
    """0: all agree; 1: something is lost or changed, a number has no file; 2: superfluous, or left undone."""
    found = {line.condition for line in lines}
    return DISAGREED if Condition.ERROR in found else SUPERFLUOUS if Condition.WARNING in found else AGREED


def _tables() -> HealthLine:
    """SQLite looks through its file and its references; PostgreSQL keeps both itself."""
    found = snapshot.quick_check()
    broken = snapshot.broken_references() if found == "ok" else ()
    named = [f"повреждена: {found}"] if found != "ok" else [f"{table}: нет того, на что ссылается" for table in broken]
    return HealthLine(
        "База данных",
        Condition.ERROR if named else Condition.OK,
        _listed(named) if named else "цела",
        "В ней всё: школа, документы, журнал.",
        "Остановите программу и восстановите последнюю копию." if named else "",
    )


def _files() -> HealthLine:
    found = tuple(file_moves.unsound())
    unkept = file_moves.unkept()
    names = file_moves.titles(tuple(sha256 for sha256, _how in found) + unkept)
    words = {file_moves.MISSING: "файла нет", file_moves.CHANGED: "файл изменён или повреждён"}
    named = [f"{_name(sha256, names)}: {words[how]}" for sha256, how in found]
    named += [f"{_name(sha256, names)}: в базе нет строки файла" for sha256 in unkept]
    counts = file_moves.count_files()
    whole = f"сверено файлов: {counts.inside + counts.outside} (в базе {counts.inside}, в папке {counts.outside})"
    return HealthLine(
        "Файлы документов",
        Condition.ERROR if named else Condition.OK,
        f"{whole}; {_listed(named)}" if named else f"{whole}, все на месте и не изменены",
        "Файл принятого документа не должен ни пропасть, ни измениться.",
        "Верните файлы из копии: из папки files распакованной копии в папку настройки FILES." if named else "",
    )


def _name(sha256: str, names: Mapping[str, tuple[int, str]]) -> str:
    if sha256 not in names:
        return f"файл {sha256[:_SHOWN]}…"
    school_id, title = names[sha256]
    return f"«{title}» (школа {school_id}, файл {sha256[:_SHOWN]}…)"


def _leftovers() -> HealthLine:
    found = file_moves.leftovers()
    named = [f"{sha256[:_SHOWN]}…: строка файла, которую ничто не называет" for sha256 in found.rows]
    named += [f"{sha256[:_SHOWN]}…: файл без строки в базе" for sha256 in found.files]
    named += [f"{path.name}: недописанный или отложенный файл" for path in found.parts]
    return HealthLine(
        "Лишние файлы",
        Condition.WARNING if named else Condition.OK,
        _listed(named) if named else "нет",
        "Они остаются от прерванных действий: ни один документ их не ждёт, они только занимают место.",
        "Уберите их командой tidy-files (берёт то, что старше суток)." if named else "",
    )


def _numbers(now: datetime) -> HealthLine:
    """Numbers that were reserved and got no file; one that is being made in this moment is no finding."""
    entries = (register.find(school_id, entry_id) for school_id, entry_id in register.unfinished())
    left = [entry for entry in entries if entry and not entry.void and now - entry.registered_at > GRACE]
    named = [f"№ {entry.number} от {entry.signed_on:%d.%m.%Y}: {entry.trouble or 'файл не сделан'}" for entry in left]
    return HealthLine(
        "Номера без файлов",
        Condition.ERROR if named else Condition.OK,
        _listed(named) if named else "нет",
        "Номер журнала занят, а документа по нему нет.",
        "Запустите программу: она доделает такие файлы; что не доделается, откройте в журнале." if named else "",
    )


def _jobs() -> HealthLine:
    named = [f"работа {job}, «{title}» (была у {worker})" for job, title, worker in leases.lost_items(_LEFT)]
    return HealthLine(
        "Массовые работы",
        Condition.WARNING if named else Condition.OK,
        f"брошено частей: {len(named)}: {_listed(named)}" if named else "брошенных частей нет",
        "Часть работы, которую начал и не закончил остановленный процесс.",
        "Её возьмёт любой работающий процесс worker или веб: запустите их." if named else "",
    )


def _listed(named: Sequence[str]) -> str:
    more = f"; и ещё: {len(named) - _NAMED}" if len(named) > _NAMED else ""
    return "; ".join(item.rstrip(".") for item in named[:_NAMED]) + more
