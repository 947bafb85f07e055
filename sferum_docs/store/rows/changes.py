"""The stamp of the database: another number after every change, written in the transaction of the change."""

from __future__ import annotations

import secrets

from sqlalchemy import BigInteger, Update, event, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from sferum_docs.store.database import ALTERS_PAGES, Base


class ChangeStampRow(Base):
    """The one row; a database without it is one where nothing is kept in memory."""

    __tablename__ = "change_stamp"

    id: Mapped[int] = mapped_column(primary_key=True)
    stamp: Mapped[int] = mapped_column(BigInteger)


def new_stamp() -> Update:
    """By chance and not counted: a database put back from a copy must not bear the stamp of what came after it."""
    return update(ChangeStampRow).values(stamp=secrets.randbits(62))


@event.listens_for(Session, "before_commit")
def _change(session: Session) -> None:
    if session.info.get(ALTERS_PAGES, True):
        session.execute(new_stamp(), execution_options={"synchronize_session": False})
