"""Pages of the head of a school: from the first start to the finished packet."""

from sferum_docs.web.documents import documents, gost, printing, reference, verify
from sferum_docs.web.head import clauses, compose, deadlines, packet, start
from sferum_docs.web.school import cases, chats, paper, responsible, school, staff

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
