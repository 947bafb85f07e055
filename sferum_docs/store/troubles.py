"""What a database or a disk answers when it cannot: from the words of many libraries to one code each."""

from __future__ import annotations

import errno

from sqlalchemy.exc import ArgumentError, NoSuchModuleError, SQLAlchemyError

from sferum_docs.store.turns import DatabaseBusyError

# whatever the database answers when it cannot
DatabaseError = SQLAlchemyError

# words of SQLite and of PostgreSQL's driver -> code of a sentence; the first that fits
_WORDS = (
    ("database or disk is full", "disk_full"),
    ("no space left", "disk_full"),
    ("database is locked", "database_locked"),
    ("lock timeout", "database_locked"),
    ("readonly database", "database_readonly"),
    ("file is not a database", "database_foreign"),
    ("malformed", "database_damaged"),
    ("disk i/o error", "disk_failing"),
    ("unable to open database file", "database_unopened"),
    ("no such table", "database_not_made"),
    ("does not exist", "database_not_made"),
    ("connection", "database_unreachable"),
    ("connect", "database_unreachable"),
)
_OF_ALEMBIC = "CommandError"  # alembic is not loaded to ask what only it can have raised
_ERRNO = {
    errno.ENOSPC: "disk_full",
    errno.EDQUOT if hasattr(errno, "EDQUOT") else errno.ENOSPC: "disk_full",
    errno.EFBIG: "disk_failing",
    errno.EIO: "disk_failing",
    errno.EROFS: "instance_readonly",
    errno.EACCES: "instance_readonly",
    errno.EPERM: "instance_readonly",
    errno.ENOTDIR: "instance_no_folder",
    errno.EEXIST: "instance_no_folder",
}


def trouble_of(error: BaseException) -> str | None:
    """The code of what is wrong with the database, its address or the disk; None for anything else."""
    if type(error).__name__ == _OF_ALEMBIC and "locate revision" in str(error):
        return "database_newer"
    if isinstance(error, ArgumentError | NoSuchModuleError):
        return "database_address"
    if isinstance(error, ModuleNotFoundError):
        return "database_driver" if error.name in {"psycopg", "psycopg2"} else None
    if isinstance(error, DatabaseBusyError):
        return "database_busy"
    if isinstance(error, SQLAlchemyError):
        told = str(getattr(error, "orig", None) or error).lower()
        return next((code for words, code in _WORDS if words in told), None)
    return _ERRNO.get(error.errno or 0) if isinstance(error, OSError) else None
