"""What a first day costs the hands, by the keystroke model: clicks, keys, seconds. No time of the machine is in it.

Run as `python3 run.py bench hands`. The days are those of `tests/web/days_of_work.py`, pressed on pages as they stand.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from app import create_app
from sferum_docs.services.users.passwords import Passwords
from sferum_docs.store.database import db
from sferum_docs.store.migrate import upgrade
from tests.web.days_of_work import messy_lists, smallest_set
from tests.web.hands import CLICK, KEY
from tests.web.pages import SchoolClient

DAYS = {"три приказа с пустой установки": smallest_set, "35 работников и 14 чатов, весь комплект": messy_lists}


def main() -> None:
    """Prints a line for each day."""
    sys.stdout.write(f"{KEY} с на клавишу, {CLICK} с на щелчок\n")
    for name, day in DAYS.items():
        with TemporaryDirectory() as folder:
            app = create_app(
                {
                    "INSTANCE_PATH": folder,
                    "SQLALCHEMY_DATABASE_URI": f"sqlite:///{Path(folder) / 'school.db'}",
                    "PASSWORDS": Passwords(memory_kib=8, passes=1),
                    "COUNT_SHEETS": False,
                }
            )
            app.test_client_class = SchoolClient
            with app.app_context():
                upgrade()
            hands = day(app, cast("SchoolClient", app.test_client()))
            told = f"щелчков {hands.clicks}, клавиш {hands.keys}, {hands.seconds / 60:.1f} мин"
            sys.stdout.write(f"{name}: {told}\n")
            with app.app_context():
                db.engine.dispose()


if __name__ == "__main__":
    main()
