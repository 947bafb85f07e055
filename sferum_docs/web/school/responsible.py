"""Who is responsible for what: roles of the acts, each chosen from the staff list, with proposals from the posts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from zlib import crc32

from flask import Blueprint, flash, redirect, render_template, request, url_for
from markupsafe import Markup

from sferum_docs.reading.records import Record
from sferum_docs.schools.model import Responsible, Texts
from sferum_docs.schools.posts import PostKind, post_key
from sferum_docs.schools.reader import read_responsible
from sferum_docs.services.packs.acts import packs_in_work
from sferum_docs.services.school.proposed_roles import proposed_responsible
from sferum_docs.services.school.roles import choice_faults, post_cautions, posts_to_ask, role_choices, unchosen
from sferum_docs.services.school.save import save_school
from sferum_docs.web.current import actor, current_act, current_school, current_school_id, today
from sferum_docs.web.forms.changing import edits
from sferum_docs.web.forms.drafts import resumed
from sferum_docs.web.forms.edit_token import Kept
from sferum_docs.web.forms.fields import OpenSelect, PageForm
from sferum_docs.web.forms.form_parts import form_parts
from sferum_docs.web.forms.remarks import FieldErrors, remarks
from sferum_docs.web.school.steps import after_save

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.wrappers import Response

    from sferum_docs.reading.faults import Fault
    from sferum_docs.schools.model import School
    from sferum_docs.services.school.roles import RoleChoice

blueprint = Blueprint("responsible", __name__)
_UNFINISHED = "save_unfinished"
_SAVED = Markup('Ответственные сохранены. Теперь можно <a href="{}">сформировать комплект документов</a>.')
_POST_KINDS = (
    ("", "не сказано"),
    (PostKind.ADMINISTRATIVE.value, "административная: ведёт документы"),
    (PostKind.PEDAGOGICAL.value, "педагогическая"),
)


def current_choices() -> tuple[RoleChoice, ...]:
    """The roles of the acts that the school carries out."""
    return role_choices(packs_in_work(current_school_id(), today()))


def _kept() -> Kept:
    school = current_school()
    form = _form(current_choices(), school, None)
    return Kept(form_parts(form), actions=("school.saved",), topic="responsible")


@blueprint.get("/responsible")
def edit() -> str:
    """What is chosen; where nothing is, the proposal."""
    school, choices, typed = current_school(), current_choices(), resumed()
    if typed:
        return _page(choices, _form(choices, school, typed), FieldErrors())
    proposed = proposed_responsible(school, choices)
    form = _form(choices, school, None, proposed)
    shown = replace(school, responsible=Responsible({**school.responsible, **proposed}))
    lacking = unchosen(choices, shown) if school.responsible else []  # nobody is scolded before the first choice
    told = [replace(fault, warning=True) for fault in (*choice_faults(choices, shown), *lacking)]
    return _page(choices, form, remarks(form, [*told, *post_cautions(choices, school)]), proposed=proposed)


@blueprint.post("/responsible")
@edits(_kept)
def save() -> str | Response:
    """Keeps the choice; one that is not whole only when this was asked for."""
    school, choices = current_school(), current_choices()
    form = _form(choices, school, request.form)
    faults: list[Fault] = []
    record = Record({choice.key: form[_attribute(choice)].data for choice in choices}, "", faults)
    chosen = read_responsible(record, school.staff)
    kinds = _said_of_posts(form, choices, school, faults)
    changed = replace(school, responsible=_with_others(school, choices, chosen), post_kinds=kinds)
    faults += choice_faults(choices, changed)
    empty = unchosen(choices, changed) if not faults else []
    if faults or (empty and request.form.get("action") != _UNFINISHED):
        return _page(choices, form, remarks(form, [*faults, *empty]), unfinished=bool(empty))
    save_school(current_school_id(), changed, actor(), school)
    if empty:
        flash("Список сохранён неполным. Документы, которым нужны остальные роли, пока не составить.", "warning")
    else:
        flash(_SAVED.format(_packet_address()))
    return redirect(after_save("responsible.edit"), 303)


def _packet_address() -> str:
    """Where documents are made; without an act that could be, of which one is asked first."""
    return url_for("packet.choose" if current_act() else "acts.page")


def _with_others(school: School, choices: Sequence[RoleChoice], chosen: Responsible) -> Responsible:
    """The choice, with the holders of roles that the page does not ask about."""
    asked = {choice.key for choice in choices}
    others = {role: name for role, name in school.responsible.items() if role not in asked}
    return Responsible({**others, **chosen})


def _said_of_posts(form: Any, choices: Sequence[RoleChoice], school: School, faults: list[Fault]) -> Texts:
    posts = {_post_field(post): post for post in posts_to_ask(choices, school)}
    record = Record({name: form[name].data for name in posts}, "", faults)
    said = {post_key(post): record.choice(name, PostKind, PostKind.UNKNOWN) or "" for name, post in posts.items()}
    known = {post: kind for post, kind in said.items() if kind != PostKind.UNKNOWN}
    return Texts({**{post: kind for post, kind in school.post_kinds.items() if post not in said}, **known})


def _post_field(post: str) -> str:
    return f"post--{crc32(post_key(post).encode()):08x}"


def _form(choices: Sequence[RoleChoice], school: School, typed: Any, proposed: Mapping[str, str] | None = None) -> Any:
    """The form with what is kept; a field that was not sent stays as it is kept."""
    people = [(person.full_name, f"{person.full_name} — {person.post}") for person in school.staff]
    fields = {
        _attribute(choice): OpenSelect(
            choice.role.question, (("", _nobody(choice)), *people), description=choice.role.hint, name=choice.key
        )
        for choice in choices
    }
    kept = {**school.responsible, **(proposed or {})}
    data = {_attribute(choice): kept.get(choice.key, "") for choice in choices}
    for post in posts_to_ask(choices, school):
        fields[_post_field(post)] = OpenSelect(f"Какая это должность: {post}", _POST_KINDS)
        data[_post_field(post)] = school.post_kinds.get(post_key(post), "")
    return type("ResponsibleForm", (PageForm,), dict(fields))(formdata=typed, data=data)


def _attribute(choice: RoleChoice) -> str:
    """The field's name in Python: a role may be called as something that every form has."""
    return f"role_{choice.key}"


def _nobody(choice: RoleChoice) -> str:
    return f"тот же, что и в акте «{choice.shared.title}»" if choice.shared else "не выбран"


def _page(
    choices: Sequence[RoleChoice],
    form: Any,
    told: FieldErrors,
    *,
    proposed: Mapping[str, str] | None = None,
    unfinished: bool = False,
) -> str:
    acts = {choice.pack.id: choice.pack for choice in choices}
    fields = [(choice, form[_attribute(choice)]) for choice in choices]
    return render_template(
        "head/responsible.html",
        acts=[(pack, [pair for pair in fields if pair[0].pack.id == name]) for name, pack in acts.items()],
        form=form,
        posts=[form[_post_field(post)] for post in posts_to_ask(choices, current_school())],
        remarks=told,
        proposed=proposed or {},
        unfinished=unfinished,
        staffed=bool(current_school().staff),
    )
