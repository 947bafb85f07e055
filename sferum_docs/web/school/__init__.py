"""Pages of the data of a school."""

from sferum_docs.web.school import acts, cases, paper, responsible, school, spelling, start, succession
from sferum_docs.web.school.lists import chats, staff
from sferum_docs.web.school.people import change
from sferum_docs.web.school.people import data as personal_data
from sferum_docs.web.school.people import page as people

BLUEPRINTS = tuple(
    page.blueprint
    for page in (
        start,
        acts,
        succession,
        school,
        spelling,
        paper,
        staff,
        cases,
        chats,
        responsible,
        people,
        change,
        personal_data,
    )
)
