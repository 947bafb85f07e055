"""All operations and all schemas, by the part of the program that they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sferum_docs.web.api.parts import district, documents, figures, register, school, token

if TYPE_CHECKING:
    from sferum_docs.web.api.operations import Operation

# the words of a part, its operations
PARTS: tuple[tuple[str, tuple[Operation, ...]], ...] = (
    ("Ключ доступа", token.OPERATIONS),
    ("Организация и сотрудники", school.OPERATIONS),
    ("Документы", documents.OPERATIONS),
    ("Журналы регистрации", register.OPERATIONS),
    ("Показатели", figures.OPERATIONS),
    ("Район", district.OPERATIONS),
)
OPERATIONS = tuple(operation for _words, operations in PARTS for operation in operations)
SCHEMAS = {
    name: schema
    for part in (token, school, documents, register, figures, district)
    for name, schema in part.SCHEMAS.items()
}
