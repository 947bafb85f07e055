"""Whether the three columns of a staff list hold what their titles say.

>>> column_faults("Патимат", "Алиева", "Омаровна")
('last_and_first_swapped',)
"""

from sferum_docs.grammar.case import Part
from sferum_docs.grammar.persons.gender import is_first_name
from sferum_docs.grammar.persons.split import is_patronymic, is_surname, may_be_patronymic, split_name


def column_faults(last: str, first: str, middle: str) -> tuple[str, ...]:
    """Codes of what looks misplaced; empty when nothing does.

    `full_name_in_one_column`, `patronymic_elsewhere`, `last_and_first_swapped`, `no_patronymic`.
    """
    roles = [{part for _, part in split_name(text)} for text in (last, first)]
    checks = {
        "full_name_in_one_column": any({Part.LAST, Part.FIRST} <= found for found in roles) and not (first and middle),
        "patronymic_elsewhere": is_patronymic(first) or (is_patronymic(last) and not may_be_patronymic(middle)),
        "last_and_first_swapped": is_surname(first) and is_first_name(last),
        "no_patronymic": bool(middle.strip()) and not may_be_patronymic(middle),
    }
    return tuple(code for code, found in checks.items() if found)
