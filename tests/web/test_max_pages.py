"""The pack of the national messenger as a head meets it: offered, not imposed, honest about its acts."""

from tests.web.pages import SchoolClient
from tests.web.test_acts_pages import assign, choose_responsible

MAX = "max-2026"
TODAY = "2026-12-01"


def test_a_school_is_offered_the_pack_and_is_told_what_it_stands_on(demonstration: SchoolClient) -> None:
    acts = demonstration.page("/acts").main
    assert "МАХ-2026: мессенджер МАХ вместо прежних чатов" in acts
    assert demonstration.get(f"/acts/{MAX}/packet").status_code == 404, "nobody has chosen it"
    assert "назначен с 01.12.2026" in assign(demonstration, MAX, TODAY).main
    choose_responsible(demonstration)
    demands = demonstration.page(f"/acts/{MAX}/directive").main
    assert "не подтверждено" in demands
    assert "известно по источнику" in demands
    packet = f"/acts/{MAX}/packet"
    asked = demonstration.fill(packet, {"date": TODAY, "documents": ["X01", "X05"]}, action="refresh")
    assert "Не подтверждено: сообщали" in asked.main
    refused = demonstration.send(packet, asked.values(), action="make")
    assert "Где работник может пользоваться МАХ" in refused.main
