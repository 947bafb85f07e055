"""Pages of the head of a school: from the first start to the finished packet."""

from sferum_docs.web.head import (
    cases,
    chats,
    clauses,
    compose,
    deadlines,
    documents,
    gost,
    packet,
    paper,
    printing,
    reference,
    responsible,
    school,
    staff,
    start,
    verify,
)

PAGES = (
    start,
    school,
    paper,
    staff,
    cases,
    chats,
    responsible,
    clauses,
    deadlines,
    packet,
    compose,
    documents,
    printing,
    gost,
    verify,
    reference,
)
BLUEPRINTS = tuple(page.blueprint for page in PAGES)
