import re

from lxml.html import HtmlElement

from tests.web.pages import ACT, Page, SchoolClient


def clause(page: Page, path: str) -> HtmlElement:
    return page.root.get_element_by_id(f"p-{path}")


def words(element: HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split())


def test_every_numbered_clause_stands_on_the_page_with_its_words(demonstration: SchoolClient) -> None:
    page = demonstration.page("/")
    numbers = [words(item) for item in page.root.xpath("//div[@class='clause-number']")]
    assert numbers == ["1", *(f"1.{n}" for n in range(1, 10)), "2", "–", "3", "4"]
    assert "Обеспечить 100 % регистрацию сотрудников организаций в «Сферум» в срок до 20.10.2023г." in page.main
    assert len(page.root.xpath("//*[@class='indicators']//li")) == 8


def test_the_clause_stands_beside_the_paragraph_that_carries_it_out(demonstration: SchoolClient) -> None:
    page = demonstration.page("/")
    proof = clause(page, "1.7").xpath(".//figure")[0]
    assert "Назначить Исаеву Шахрузат Абдулкадыровну" in words(proof)
    (link,) = proof.xpath(".//a/@href")
    path, _, anchor = link.partition("#")
    paper = demonstration.page(path).root
    (paragraph,) = paper.xpath("//li[a[@id = $anchor]]", anchor=anchor)
    assert "Назначить Исаеву" in words(paragraph)


def test_only_what_the_resolution_demands_is_called_a_demand(demonstration: SchoolClient) -> None:
    page = demonstration.page("/")
    demanding = [item.get("id") for item in page.root.xpath("//li[@id]") if "нужен акт" in words(item)]
    assert demanding == ["p-1.7"]
    assert "документ — способ школы" in words(clause(page, "1.3"))


def test_papers_are_never_called_execution(demonstration: SchoolClient) -> None:
    page = demonstration.page("/")
    assert "Исполнено 0 из 10 пунктов подписано 0, подтверждено 0" in page.main
    assert "Подготовленный документ — ещё не исполнение" in page.main
    assert "исполнено" not in words(page.root.xpath("//ol[@class='clauses']")[0])
    assert "документ подготовлен" in words(clause(page, "1.2"))
    assert "черновик" in words(clause(page, "1.2"))


def test_a_clause_for_others_says_whose_it_is(demonstration: SchoolClient) -> None:
    page = demonstration.page("/")
    assert "это пункт не для школы: МКУ «Управление образования»" in words(clause(page, "2"))
    assert not clause(page, "4").xpath(".//*[contains(@class, 'chips')]")


def test_carrying_out_and_supporting_are_told_apart(demonstration: SchoolClient) -> None:
    row = clause(demonstration.page("/"), "1.2")
    assert "D05" in words(row.xpath(".//*[contains(@class, 'chips-carries')]")[0])
    assert "D12" in words(row.xpath(".//*[contains(@class, 'chips-supports')]")[0])
    assert "D12" not in words(row.xpath(".//*[contains(@class, 'chips-carries')]")[0])


def test_before_documents_the_page_offers_the_sets(client: SchoolClient) -> None:
    page = client.page("/")
    assert "Документов ещё нет" in page.main
    assert f"{ACT}/packet?preset=minimum" in page.links()
    assert re.search(r"Исполнено 0 из \d+ пунктов", page.main)


def test_what_is_missing_leads_to_the_very_field(client: SchoolClient) -> None:
    client.fill(
        "/responsible", {"sferum": "", "my_school": "", "administrator": "", "deputy": ""}, action="save_unfinished"
    )
    row = clause(client.page("/"), "1.7")
    links = row.xpath(".//*[@class='gaps']//a/@href")
    assert "/responsible#sferum" in links
    for link in links:
        path, _, field = link.partition("#")
        assert client.page(path).root.get_element_by_id(field) is not None


def test_filters_are_plain_links(demonstration: SchoolClient) -> None:
    shown = {key: len(demonstration.page(f"/?show={key}").root.xpath("//div[@class='clause-number']")) for key in
             ("all", "attention", "done", "nonsense")}  # fmt: skip
    assert (shown["attention"], shown["done"]) == (10, 0), "every numbered clause that binds the school"
    assert shown["nonsense"] == shown["all"] == 14


def test_the_directive_is_read_in_full(demonstration: SchoolClient) -> None:
    page = demonstration.page(f"{ACT}/directive")
    assert "Взять под личный контроль повышение показателей:" in page.main
    assert "М. Омаров" in page.main
    assert len(page.root.xpath("//ul[@class='tree']//li")) == 22


def test_each_clause_names_who_sees_to_it(demonstration: SchoolClient) -> None:
    page = demonstration.page("/")

    def facts(path: str) -> str:
        return " ".join(page.root.get_element_by_id(f"p-{path}").text_content().split())

    assert "отвечает: Исаева Ш. А." in facts("1.3").replace("\xa0", " ")
    assert "отвечает: Багомедов Б. Б." in facts("1.2").replace("\xa0", " ")
    assert "отвечает: Магомедова П. Г." in facts("1.7").replace("\xa0", " ")
    assert "отвечает" not in facts("2"), "a clause of the district is nobody's in the school"


def figure(page: Page, caption: str) -> str:
    (found,) = page.root.xpath(f"//dl[@class='figures']/div[dt='{caption}']/dd")
    return " ".join(found.text_content().split())


def test_each_missing_datum_is_counted_once_with_a_link_also_when_documents_are_made(
    demonstration: SchoolClient,
) -> None:
    assert figure(demonstration.page("/"), "Не хватает данных") == "0"
    demonstration.fill("/responsible", {"administrator": "", "deputy": ""}, action="save_unfinished")
    page = demonstration.page("/")
    assert figure(page, "Не хватает данных") == "1 администратор страницы школы в «Сферуме»"
    assert page.links().count("/responsible#administrator") > 1, "in the figure and at the clauses"


def test_what_has_changed_since_the_act_is_told_with_its_source(demonstration: SchoolClient) -> None:
    page = demonstration.page(ACT)
    assert "Что изменилось после выхода постановления: 4" in page.main
    assert "перенесён в национальный мессенджер МАХ" in page.main
    assert "Коммерсантъ" in page.main
