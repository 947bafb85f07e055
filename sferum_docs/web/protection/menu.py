"""The menu: its sections in their order, and which pages belong to a section under an address of their own."""

from __future__ import annotations

from sferum_docs.web.protection.district_desk import DISTRICT_DESK
from sferum_docs.web.protection.outside_desk import PART_OF_OUTSIDE
from sferum_docs.web.protection.people_desk import PEOPLE_DESK

# the menu; users and the journal of actions stand under one's own name
ACT_SECTION = "clauses.page"  # of one act; of several it gives way to the list of them
INDICATOR_SECTION = "indicators.page"  # of an act that has any
CHAT_SECTION = "chats.edit"  # of a body that has families and classes
ALL_ACTS = ("home.page", "Акты")
SECTIONS = (
    ("district.page", "Район"),
    ("clauses.page", "Пункты"),
    ("register.first", "Журнал"),
    ("documents.listing", "Документы"),
    ("deadlines.page", "Сроки"),
    ("indicators.page", "Показатели"),
    ("school.edit", ""),  # called as the body is
    ("staff.edit", "Сотрудники"),
    (CHAT_SECTION, "Чаты"),
    ("responsible.edit", "Ответственные"),
    ("packet.choose", "Комплект"),
    ("templates.listing", "Шаблоны"),
    ("reference.guide", "Помощь"),
)
# pages of a section under an address of their own; of the pages to read only help stands in the menu
PART_OF = {
    **{endpoint.partition(".")[0]: "district" for endpoint in DISTRICT_DESK},
    "acts": "clauses",
    "succession": "clauses",
    "home": "clauses",
    "cases": "staff",
    **{endpoint.partition(".")[0]: "staff" for endpoint in PEOPLE_DESK},
    "compose": "packet",
    "gost": "documents",
    "paper": "school",
    "spelling": "school",
    "printing": "documents",
    "verify": "documents",
    "indicator_week": "indicators",
    "indicator_papers": "indicators",
    "indicator_import": "indicators",
    "indicator_export": "indicators",
    "bookkeeping": "register",
    "entry": "register",
    "evidence": "register",
    **PART_OF_OUTSIDE,
    "correction": "register",
    "importing": "register",
    "register_settings": "register",
    "registering": "register",
    "links": "register",
    "chosen": "register",
    "held": "register",
    "entry_papers": "register",
    "unsigned": "register",
    "search": "register",
    "signatures": "register",
    "template_report": "templates",
    "new_template": "templates",
    "own_document": "templates",
    "acts_reading": "templates",
    "review": "templates",
    "pack": "templates",
    "vocabulary": "templates",
    "backup": "templates",
    "doctor": "templates",
    "mail": "templates",
    **dict.fromkeys(("sending", "outbox"), "register"),
}
