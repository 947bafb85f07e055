"""A job for chosen bodies: a dry run, or the making."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sferum_docs.services.jobs.start import NewItem, start_job
from sferum_docs.services.packs.choose import find_pack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sferum_docs.services.bulk.asked import BulkRequest
    from sferum_docs.services.district.scope import OverseenBody
    from sferum_docs.store.audit import Actor

CHECK, MAKE = "bulk_check", "bulk"
_TITLES = {CHECK: "Проверка", MAKE: "Черновики"}
_KEY = 40  # signs of what a form was sent with


def start_bulk(
    office_id: int, kind: str, bodies: Iterable[OverseenBody], asked: BulkRequest, by: Actor, key: str = ""
) -> int:
    """Begins the job and gives its id; the same form sent twice, or the same asked by two clerks at once, is one."""
    title = find_pack(asked.pack, office_id).title.partition(":")[0]
    chosen = tuple(bodies)
    alike = Counter(body.short_name for body in chosen)
    items = [
        NewItem(
            str(body.id),
            f"{body.short_name} (ИНН {body.inn})" if alike[body.short_name] > 1 else body.short_name,
            body.id,
        )
        for body in chosen
    ]
    named = f"{kind}:{key[:_KEY]}" if key else ""
    about = f"{_TITLES[kind]}: {title}, {len(asked.documents)} док., от {asked.day:%d.%m.%Y}"
    return start_job(office_id, kind, items, asked.options(), by, title=about, key=named, once=True)
