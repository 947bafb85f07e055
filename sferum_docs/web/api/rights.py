"""What a token may do is never more than its maker may on the pages: each scope stands for a page of hers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.services.users.tokens import Scope
from sferum_docs.web.protection.access import may

if TYPE_CHECKING:
    from sferum_docs.services.users.manage import User

PAGES: dict[Scope, str] = {
    Scope.SCHOOL_READ: "school.edit",
    Scope.SCHOOL_WRITE: "school.save",
    Scope.DOCUMENTS_READ: "documents.download",
    Scope.DOCUMENTS_MAKE: "packet.change",
    Scope.REGISTER_READ: "register.page",
    Scope.REGISTER_WRITE: "registering.enter",
    Scope.FIGURES_READ: "indicators.page",
    Scope.FIGURES_WRITE: "indicator_week.keep",
    Scope.MATRIX_READ: "district_matrix.page",
}
WORDS: dict[Scope, str] = {
    Scope.SCHOOL_READ: "читать данные организации и сотрудников",
    Scope.SCHOOL_WRITE: "менять данные организации и сотрудников",
    Scope.DOCUMENTS_READ: "читать список документов и скачивать файлы",
    Scope.DOCUMENTS_MAKE: "составлять документы",
    Scope.REGISTER_READ: "читать журналы регистрации",
    Scope.REGISTER_WRITE: "регистрировать документы и вносить записи",
    Scope.FIGURES_READ: "читать показатели",
    Scope.FIGURES_WRITE: "записывать показатели",
    Scope.MATRIX_READ: "читать список организаций района и то, что ими исполнено",
}


def allowed_scopes(somebody: User) -> tuple[Scope, ...]:
    """The scopes that this person may give away today, in their order."""
    return tuple(scope for scope, page in PAGES.items() if may(page, somebody))
