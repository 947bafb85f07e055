"""Reserving numbers at the secretary's desk."""

from datetime import UTC, datetime, timedelta

from tests.web.desk import press
from tests.web.pages import SchoolClient

TODAY = datetime.now(UTC).astimezone().date()


def test_numbers_are_held_shown_filled_and_voided(demonstration: SchoolClient) -> None:
    asked = {"register": "R01", "count": "2", "day": (TODAY + timedelta(days=1)).isoformat(), "purpose": ""}
    assert "Заполните" in demonstration.fill("/register/held", asked).beside("purpose")
    page = demonstration.fill("/register/held", {**asked, "purpose": "поездка 8 «Б»"})
    assert "Зарезервировано: № 1, № 2" in page.main
    book = demonstration.page("/register/R01")
    assert "зарезервирован на" in book.main
    assert "Зарезервирован: поездка" in book.main.replace("\u00a0", " ")
    assert len(demonstration.page("/register/R01?state=held").root.xpath("//tbody/tr")) == 2
    page = demonstration.page("/register/entries/1")
    assert "Номер зарезервирован на" in page.main
    assert "файл не сделан" not in page.main
    page = press(demonstration, 1, "fill", fill_title="О поездке", fill_day="вчера")
    assert page.root.xpath("//input[@name='fill_title']/@value") == ["О поездке"]
    page = press(demonstration, 1, "fill", fill_title="О поездке", fill_day=TODAY.isoformat())
    assert "Записано под зарезервированным № 1" in page.main
    press(demonstration, 2, "void", void_reason="Не понадобился")
    assert "Зарезервированных номеров нет" in demonstration.page("/register/held").main
