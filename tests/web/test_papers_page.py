"""Papers that no register takes: printed, signed, in a file."""

from tests.web.desk import press, register
from tests.web.pages import ACT, Page, SchoolClient
from tests.web.test_clause_page import words

MARK = "/documents/papers"


def papers(page: Page) -> dict[str, str]:
    """Title → id of the papers that may be marked."""
    return {
        " ".join(box.xpath("string(following-sibling::a)").split()): box.get("value")
        for box in page.root.xpath("//input[@name='papers']")
    }


LONG = "Ведомость регистрации работников в ИКОП «Сферум» и ФГИС «Моя школа»"
LIST, CHECKS, SHEET = "Ведомость", "Чек-лист", "Лист ознакомления с приказом"


def mark(client: SchoolClient, titles: list[str], *ids: str, **changes: str) -> Page:
    page = client.page("/documents")
    values, known = page.values(page.form_to(MARK)), papers(page)
    chosen = [number for title, number in known.items() if any(title.startswith(name) for name in titles)]
    return client.send(MARK, values, {"papers": [*chosen, *ids], "state": "printed", "day": "2024-02-01", **changes})


def state(client: SchoolClient, title: str) -> str:
    page = client.page("/documents")
    (cell,) = page.root.xpath(f"//tr[contains(th, '{title}')]/td[@data-caption='Состояние']")
    return words(cell).replace("\xa0", " ")


def test_papers_without_a_register_are_marked_many_at_once(demonstration: SchoolClient) -> None:
    found = papers(demonstration.page("/documents"))
    assert {title.partition(" ")[0] for title in found} == {"Ведомость", "Чек-лист", "Лист"}, (
        "orders, letters and what goes with an order are registered"
    )
    assert state(demonstration, "Ведомость") == "черновик в журналы не пишется"
    assert "Отмечено: 2 документа." in mark(demonstration, [LIST, CHECKS]).main
    assert state(demonstration, "Ведомость") == "распечатан распечатан 01.02.2024"
    assert (
        "Отмечено: 1 документ." in mark(demonstration, [LIST], state="filed", day="2024-02-03", file_index="01-05").main
    )
    assert state(demonstration, "Ведомость") == "в деле в деле № 01-05 с 03.02.2024"
    assert (
        "Ничего не изменилось" in mark(demonstration, [LIST], state="filed", day="2024-02-03", file_index="01-05").main
    )


def test_a_mark_is_taken_off_and_its_history_stays(demonstration: SchoolClient) -> None:
    own = f"/documents/{papers(demonstration.page('/documents'))[LONG]}"
    mark(demonstration, [LIST], state="signed")
    page = demonstration.page(own)
    demonstration.send(MARK, page.values(page.form_to(MARK)), {"state": "", "day": "2024-02-05"})
    page = demonstration.page(own)
    assert state(demonstration, "Ведомость") == "черновик в журналы не пишется"
    history = [words(item).replace("\xa0", " ") for item in page.root.xpath("//details[@class='answer-history']//li")]
    assert history[0].startswith("отметка снята Исаева Зара")
    assert history[1].startswith("подписан 01.02.2024 Исаева Зара")
    assert "Отметка о бумаге снята" in demonstration.page("/journal").main


def test_what_cannot_be_marked_is_told_and_nothing_is_marked(demonstration: SchoolClient) -> None:
    for ids, changes, sentence in (
        ([], {}, "Ни один документ не отмечен"),
        ([LIST], {"state": "filed"}, "Впишите номер дела"),
        ([LIST], {"state": "filed", "file_index": "1" * 41}, "длиннее 40 знаков"),
        ([LIST], {"day": "2999-01-01"}, "ещё не наступил"),
        ([LIST], {"day": "когда-нибудь"}, "когда-нибудь"),
        ([LIST, "2"], {}, "идёт через журнал"),
        ([LIST, "4"], {}, "идёт через журнал"),
        (["777"], {}, "нет"),
    ):
        refused = mark(demonstration, ids, *filter(str.isdecimal, ids), **changes)
        assert refused.faults, (ids, changes)
        assert sentence in refused.main
    assert state(demonstration, "Ведомость") == "черновик в журналы не пишется"


def test_an_ended_act_takes_no_mark(demonstration: SchoolClient) -> None:
    page, acts = demonstration.page("/documents"), demonstration.page("/acts")
    demonstration.send(f"{ACT}/state", acts.values(acts.form_to(f"{ACT}/state")), {"action": "close"})
    refused = demonstration.send(
        MARK, page.values(page.form_to(MARK)), {"papers": [papers(page)[LONG]], "state": "printed"}
    )
    assert refused.faults
    assert not papers(demonstration.page("/documents"))


def test_a_signed_paper_speaks_for_its_question_until_it_is_made_anew(demonstration: SchoolClient) -> None:
    def asked() -> str:
        page = demonstration.page(f"{ACT}/checklist")
        return next(
            text.replace("\xa0", " ").replace(" ,", ",") for box in page.root.xpath("//fieldset[@class='answer']")
            if "Внесены ли в ведомость" in (text := words(box))
        )  # fmt: skip

    mark(demonstration, [LIST], state="filed", file_index="01-05")
    assert "Предлагается: да, «Ведомость регистрации" in asked()
    assert "в деле № 01-05 01.02.2024" in asked()
    page = demonstration.page(f"{ACT}/checklist")
    values = page.values(page.form_to(f"{ACT}/checklist"))
    demonstration.send(f"{ACT}/checklist", values, {"confirm": "all"})
    assert "Да, 01.02.2024" in asked()
    shown = demonstration.page(f"{ACT}/packet/D12")
    demonstration.send(f"{ACT}/packet/D12", shown.values(shown.form_to(f"{ACT}/packet/D12")), action="make")
    assert "сделан заново, подписана прежняя версия" in asked()
    assert state(demonstration, "Ведомость").endswith("версия 1: в деле № 01-05 с 01.02.2024")


def test_a_sheet_that_was_signed_stays_told_when_registering_makes_it_anew(demonstration: SchoolClient) -> None:
    mark(demonstration, [SHEET], state="signed")
    register(demonstration, "О назначении", "О переходе", "Об исключении", "Об обеспечении")
    assert "версия 1: подписан 01.02.2024" in state(demonstration, SHEET)
    press(demonstration, 1, "void", void_reason="ошибка")
    assert "подписан" in state(demonstration, SHEET)
