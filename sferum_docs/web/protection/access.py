"""Who may open what: one table, asked before every request. What is not in it is forbidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, current_app, redirect, render_template, request, url_for

from sferum_docs.services.users.manage import Role, has_users
from sferum_docs.web.current import current_act
from sferum_docs.web.protection.resend import own_typed
from sferum_docs.web.protection.sessions import user

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.wrappers import Response

    from sferum_docs.services.users.manage import User

HEAD = frozenset({Role.HEAD})
SECRETARY = frozenset({Role.SECRETARY})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
EVERYBODY = frozenset(Role)

# without signing in; a calendar program shows its signed address instead
OPEN = {
    "static", "bootstrap.static", "theme.choose", "deadlines.subscribed",
    "setup.page", "setup.claim", "sign_in.page", "sign_in.enter",
}  # fmt: skip
# with a one-time password nothing else is open until it is changed
UNCHANGED = {"password.page", "password.change", "sign_in.leave"}
ACCESS: dict[str, frozenset[Role]] = {
    "password.page": EVERYBODY,
    "password.change": EVERYBODY,
    "sign_in.leave": EVERYBODY,
    "reference.directive": EVERYBODY,
    "reference.guide": EVERYBODY,
    "start.page": EVERYBODY,
    "start.demonstration": HEAD | ADMINISTRATOR,
    "home.page": HEAD,
    "clauses.page": HEAD,
    "acts.page": HEAD | ADMINISTRATOR,
    "acts.assign": HEAD | ADMINISTRATOR,
    "acts.change": HEAD | ADMINISTRATOR,
    "moved.page": EVERYBODY,
    "moved.form": EVERYBODY,
    "deadlines.page": HEAD | SECRETARY,
    "deadlines.download": HEAD | SECRETARY,
    "documents.listing": EVERYBODY,
    "documents.show": EVERYBODY,
    "documents.download": EVERYBODY,
    "documents.archive": EVERYBODY,
    "printing.document": EVERYBODY,
    "printing.document_file": EVERYBODY,
    "printing.packet": EVERYBODY,
    "printing.packet_file": EVERYBODY,
    "gost.choose": EVERYBODY,
    "gost.look": EVERYBODY,
    "gost.made": EVERYBODY,
    "gost.made_copy": EVERYBODY,
    "verify.page": EVERYBODY,
    "verify.check": EVERYBODY,
    "users.listing": ADMINISTRATOR,
    "users.add": ADMINISTRATOR,
    "users.renew": ADMINISTRATOR,
    "users.change_roles": ADMINISTRATOR,
    "users.turn_off": ADMINISTRATOR,
    "users.turn_on": ADMINISTRATOR,
    "users.let_in": ADMINISTRATOR,
    "journal.page": HEAD | ADMINISTRATOR,
    "journal.export": HEAD | ADMINISTRATOR,
    "templates.listing": ADMINISTRATOR,
    "templates.show": ADMINISTRATOR,
    "templates.upload": ADMINISTRATOR,
    "templates.download": ADMINISTRATOR,
    "templates.go_back": ADMINISTRATOR,
    "templates.remove": ADMINISTRATOR,
    "templates.withdraw": ADMINISTRATOR,
    "templates.restore": ADMINISTRATOR,
    "template_report.show": ADMINISTRATOR,
    "template_report.page": ADMINISTRATOR,
    "template_report.decide": ADMINISTRATOR,
    "template_report.annotated": ADMINISTRATOR,
    "template_report.difference": ADMINISTRATOR,
    "own_document.ask": ADMINISTRATOR,
    "own_document.add": ADMINISTRATOR,
    "pack.show": ADMINISTRATOR,
    "pack.export": ADMINISTRATOR,
    "pack.take": ADMINISTRATOR,
    "vocabulary.show": ADMINISTRATOR,
    "backup.show": ADMINISTRATOR,
    "backup.make": ADMINISTRATOR,
    "backup.download": ADMINISTRATOR,
    "doctor.show": ADMINISTRATOR,
    "new_template.ask": ADMINISTRATOR,
    "new_template.give": ADMINISTRATOR,
    "paper.edit": HEAD | ADMINISTRATOR,
    "paper.save": HEAD | ADMINISTRATOR,
    "drafts.keep": HEAD,
    "drafts.drop": HEAD,
    "pictures.picture_of": EVERYBODY,
    "packet.choose": HEAD,
    "packet.change": HEAD,
    "compose.edit": HEAD,
    "compose.change": HEAD,
    "school.edit": HEAD,
    "school.save": HEAD,
    "school.check": HEAD,
    "staff.edit": HEAD,
    "staff.change": HEAD,
    "staff.read": HEAD,
    "staff.sample": HEAD,
    "cases.people": HEAD,
    "cases.person": HEAD,
    "cases.decide": HEAD,
    "chats.edit": HEAD,
    "chats.change": HEAD,
    "chats.read": HEAD,
    "chats.sample": HEAD,
    "responsible.edit": HEAD,
    "responsible.save": HEAD,
    "register.first": HEAD | SECRETARY,
    "register.page": HEAD | SECRETARY,
    "register.xlsx": HEAD | SECRETARY,
    "register.docx": HEAD | SECRETARY,
    "register.pdf": HEAD | SECRETARY,
    "entry.page": HEAD | SECRETARY,
    "entry.file": HEAD | SECRETARY,
    "search.page": HEAD | SECRETARY,
    "evidence.scan": HEAD | SECRETARY,
    "evidence.changes": HEAD | SECRETARY,
    "evidence.checklist": HEAD | SECRETARY,
    "evidence.add_to_checklist": HEAD | SECRETARY,
    "evidence.returned": HEAD | SECRETARY,
    "evidence.withdraw": HEAD | SECRETARY,
    "registering.done": SECRETARY,
    "registering.page": SECRETARY,
    "registering.enter": SECRETARY,
    "registering.numbers": SECRETARY,
    "registering.other": SECRETARY,
    "registering.enter_other": SECRETARY,
    "signing.send": HEAD,
    "entry.details": SECRETARY,
    "correction.page": SECRETARY,
    "importing.page": SECRETARY,
    "importing.take": SECRETARY,
    "importing.table": SECRETARY,
    "importing.check": SECRETARY,
    "importing.write": SECRETARY,
    "importing.drop": SECRETARY,
    "importing.undo": SECRETARY,
    "correction.save": SECRETARY,
    "entry.annul": SECRETARY,
    "entry.undo": SECRETARY,
    "entry.lose_force": SECRETARY,
    "entry.executed": HEAD | SECRETARY,
    "entry.complete": SECRETARY,
    "signing.send_back": SECRETARY,
    "entry.copy": SECRETARY,
    "entry.extract": SECRETARY,
    "signatures.mark": SECRETARY,
    "signatures.people": SECRETARY,
    "signatures.refusal": SECRETARY,
    "evidence.add": SECRETARY,
    "chosen.pdf": HEAD | SECRETARY,
    "chosen.archive": HEAD | SECRETARY,
    "chosen.unsigned": HEAD | SECRETARY,
    "unsigned.page": HEAD | SECRETARY,
    "unsigned.without_scan": HEAD | SECRETARY,
    "unsigned.mark": SECRETARY,
    "entry_papers.act": SECRETARY,
    "entry_papers.sheet": SECRETARY,
    "held.page": SECRETARY,
    "held.hold": SECRETARY,
    "held.fill": SECRETARY,
    "links.add": SECRETARY,
    "links.remove": SECRETARY,
    "scans.page": SECRETARY,
    "scans.upload": SECRETARY,
    "scans.confirm": SECRETARY,
    "scans.about": SECRETARY,
    "scans.describe": SECRETARY,
    "scans.withdraw": SECRETARY,
    "bookkeeping.page": SECRETARY,
    "bookkeeping.start": SECRETARY,
    "bookkeeping.files": SECRETARY,
    "register_settings.page": SECRETARY,
    "register_settings.save": SECRETARY,
    "register_settings.state": SECRETARY,
}

# where each role arrives; who holds several arrives at the first
_DESKS = {
    Role.HEAD: "home.page",
    Role.SECRETARY: "register.first",
    Role.ADMINISTRATOR: "users.listing",
}
# the menu; users and the journal of actions stand under one's own name
SECTIONS = (
    ("clauses.page", "Пункты"),
    ("register.first", "Журнал"),
    ("documents.listing", "Документы"),
    ("deadlines.page", "Сроки"),
    ("school.edit", "Школа"),
    ("staff.edit", "Сотрудники"),
    ("chats.edit", "Чаты"),
    ("responsible.edit", "Ответственные"),
    ("templates.listing", "Шаблоны"),
    ("reference.guide", "Помощь"),
)
# pages of a section under an address of their own; of the pages to read only help stands in the menu
_PART_OF = {
    "acts": "clauses",
    "home": "clauses",
    "cases": "staff",
    "compose": "clauses",
    "gost": "documents",
    "packet": "clauses",
    "paper": "school",
    "printing": "documents",
    "verify": "documents",
    "bookkeeping": "register",
    "entry": "register",
    "evidence": "register",
    "correction": "register",
    "importing": "register",
    "register_settings": "register",
    "registering": "register",
    "links": "register",
    "chosen": "register",
    "held": "register",
    "entry_papers": "register",
    "unsigned": "register",
    "scans": "register",
    "search": "register",
    "signatures": "register",
    "template_report": "templates",
    "new_template": "templates",
    "own_document": "templates",
    "pack": "templates",
    "vocabulary": "templates",
    "backup": "templates",
    "doctor": "templates",
}


def may(endpoint: str, somebody: User | None = None) -> bool:
    """Whether this person, or the one who is signed in, may open it."""
    somebody = somebody or user()
    return endpoint in OPEN or (somebody is not None and bool(somebody.roles & ACCESS.get(endpoint, frozenset())))


def home(somebody: User) -> str:
    """The endpoint where a person arrives."""
    return next(desk for role, desk in _DESKS.items() if role in somebody.roles)


def init_access(app: Flask) -> None:
    """The question before every request, and the menu."""
    app.before_request(_ask)
    app.context_processor(lambda: {"sections": _sections, "may": may})


def _ask() -> Response | tuple[str, int] | None:
    endpoint = request.endpoint
    if endpoint in {None, "static", "bootstrap.static"}:  # no such page, or one of its looks
        return None
    if not _claimed() and endpoint not in OPEN:
        return redirect(url_for("setup.page"))
    if endpoint in OPEN:
        return None
    somebody = user()
    return _sign_in() if somebody is None else _refuse(str(endpoint), somebody)


def _refuse(endpoint: str, somebody: User) -> Response | None:
    if somebody.one_time_until and endpoint not in UNCHANGED:
        return redirect(url_for("password.page"))
    if endpoint == "home.page" and not may(endpoint):  # the bare address leads everybody to the own desk
        return redirect(url_for(home(somebody)))
    if not may(endpoint):
        abort(403)
    return None


def _sign_in() -> Response | tuple[str, int]:
    if request.method in {"GET", "HEAD"}:
        here = request.full_path.rstrip("?")
        return redirect(url_for("sign_in.page", next=None if here == "/" else here))
    typed = own_typed()
    return render_template("account/signed_out.html", typed=typed), 401


def _claimed() -> bool:
    """Whether there is anybody to sign in; nobody is ever deleted, so a yes stays a yes."""
    if not current_app.extensions.get("has_users"):
        current_app.extensions["has_users"] = has_users()
    return bool(current_app.extensions["has_users"])


def _sections() -> list[tuple[str, str, bool]]:
    here = _PART_OF.get(request.blueprint or "", request.blueprint)
    shown = [(endpoint, caption) for endpoint, caption in SECTIONS if may(endpoint) and _has_address(endpoint)]
    return [(endpoint, caption, endpoint.partition(".")[0] == here) for endpoint, caption in shown]


def _has_address(endpoint: str) -> bool:
    """Whether its address can be named: those of an act need one."""
    return bool(current_act()) or not current_app.url_map.is_endpoint_expecting(endpoint, "pack")
