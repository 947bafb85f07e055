"""A staff list with its columns mixed up is noticed before an order is."""

import pytest

from sferum_docs.grammar.persons.columns import column_faults


@pytest.mark.parametrize(
    ("columns", "codes"),
    [
        (("Алиева", "Патимат", "Омаровна"), ()),
        (("Ким", "Али", ""), ()),
        (("Бабич", "Олег", "Иванович"), ()),
        (("Мамедов", "Ариф", "Гусейн оглы"), ()),
        (("Патимат", "Алиева", "Омаровна"), ("last_and_first_swapped",)),
        (("Алиева", "Омаровна", "Патимат"), ("patronymic_elsewhere", "no_patronymic")),
        (("Омаровна", "Патимат", "Алиева"), ("patronymic_elsewhere", "no_patronymic")),
        (("Алиева Патимат Омаровна", "", ""), ("full_name_in_one_column",)),
        (("Омаров", "Али", "Магомед"), ("no_patronymic",)),
    ],
)
def test_misplaced_columns_are_told(columns: tuple[str, str, str], codes: tuple[str, ...]) -> None:
    assert column_faults(*columns) == codes
