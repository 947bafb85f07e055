"""Pages of the head of a school: from the first start to the finished packet."""

from sferum_docs.web.head import (
    cases,
    chats,
    clauses,
    documents,
    packet,
    reference,
    responsible,
    school,
    staff,
    start,
)

BLUEPRINTS = tuple(
    page.blueprint for page in (start, school, staff, cases, chats, responsible, clauses, packet, documents, reference)
)
