"""A template carries the house style: page, type, numbering, tables, bookmarks."""

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from sferum_docs.house_templates.build import build, build_pack
from sferum_docs.house_templates.element import W
from sferum_docs.house_templates.house import STYLES
from sferum_docs.reading.faults import FaultsError

N = {"w": W}
NAME = "И.\xa0О.\xa0Фамилия"
ANNEXES = """
Пункт: Первый.
Приложение: Приложение № 1
Пункт приложения: Раз.
Приложение: Приложение № 2
Пункт приложения: Раз.
"""
SIGNED = """
Пункт: Первый.
Пункт: Второй.
{% if а %}
Пункт: Третий.
{% endif %}
Подпись: Директор | И. О. Фамилия
"""
LOOPED = "{% for а in б %}\nПункт: Раз.\n{% endfor %}\nПункт: Последний.\nПодпись: Директор | И. О. Фамилия"
MORE_SIGNED = "Пункт: 1.\nПункт: 2.\nПункт: 3.\nПункт: 4.\nПодпись: Директор | И. О. Фамилия"
BRANCHED = """
Пункт: 0.
Пункт: 1.
Пункт: 2.
{% if а %}
Пункт: 3.
{% else %}
Пункт: 4.
{% endif %}
Подпись: Директор | И. О. Фамилия
"""
EXECUTED = "Пункт: Да.\nПодпись: Директор | И. О. Фамилия\nОтметка об исполнителе: Исаева"
KNOWN = "Подпись: Директор | И. О. Фамилия\nОзнакомление: Ознакомлена:\nПодпись: Учитель | И. О. Фамилия"
PARTED = "{% for а in б %}\nПункт: Раз.\nПункт: Два.\n{% endfor %}\nПодпись: Директор | И. О. Фамилия"
MARKED = "{% for а in б %}\nПункт [п_1]: Раз.\n{% endfor %}\nПункт: Последний.\nПодпись: Директор | И. О. Фамилия"
ROWS = "Таблица: 10ц 155\n! № | ФИО\n| 0 | г\n| 1 | а\n| 2 | б\n| 3 | в\n\nПодпись: Директор | И. О. Фамилия"
TABLE = "Таблица: 10ц 155\n! № | ^ ФИО\n{% for а in б %}\n| 1 | а\n{% endfor %}\n"
ACQUAINTED = "Пункт: Да.\nПодпись: Директор | И. О. Фамилия\nОзнакомление: С приказом:\n" + ROWS.partition("| 3")[0]
EITHER = "{% if а %}\n" + ROWS.partition("\n\n")[0] + "\n\n{% else %}\n" + ROWS.replace("\n\n", "\n\n{% endif %}\n")
PROVEN = ROWS.replace("Подпись:", "Текст документа [п_1]: Всё исполнено.\nПодпись:")
KEPT = "//w:body/w:p[w:pPr/w:keepNext]//w:t/text()"
COLUMNS = """
Колонка: левая
{% if а %}
Гриф: ПРИНЯТ
{% endif %}
Колонка: правая
Гриф: УТВЕРЖДАЮ
Колонка: конец
Пункт: Да.
"""
FRESH = """
{% for а in б %}
Страница: отдельная
Пункт: Да.
{% endfor %}
"""
TURNED = "Пункт: Стоя.\nСтраница: альбомная\nОтметка о приложении: Лёжа."


def part(source: str, name: str = "document") -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(build(source, "проба.txt"))) as archive:
        return etree.fromstring(archive.read(f"word/{name}.xml"))


def found(tree: etree._Element, path: str) -> list[str]:
    result = tree.xpath(path, namespaces=N)
    assert isinstance(result, list)
    return [item if isinstance(item, str) else str(getattr(item, "text", item)) for item in result]


@pytest.mark.parametrize(
    ("source", "path", "values"),
    [
        ("Пункт: Да.", "//w:pgSz/@w:w | //w:pgSz/@w:h", ["11906", "16838"]),
        ("Пункт: Да.", "//w:pgMar/@w:left", ["1701"]),  # 30 mm: kept permanently
        ("Пункт: Да.", "//w:pgMar/@w:right", ["850"]),
        ("Пункт: Да.", "//w:pgMar/@w:top | //w:pgMar/@w:bottom", ["1134", "1134"]),
        ("Пункт: Да.", "//w:pgMar/@w:header", ["567"]),  # the number 10 mm below the edge
        ("Пункт: Да.", "//w:titlePg/following-sibling::*", []),
        (TURNED, "//w:pgSz/@w:orient", ["landscape"]),
        (TURNED, "//w:pgMar/@w:left", ["1701", "1701"]),
        (TURNED, "//w:p[1]/w:pPr/w:sectPr/w:pgSz/@w:w", ["11906"]),
        (TURNED, "//w:p[last()]/w:pPr/w:ind/@w:left", ["10035"]),  # 252 - 75 mm: still in the right corner
        ("Страница: альбомная\nНаименование: Школа", "//w:p/w:pPr/w:ind/@w:left", ["3742"]),  # 120 of 252 mm
        ("Пункт [п_1_3]: Да.", "//w:p/*[3]/w:t/text()", ["Да."]),
        ("Пункт [п_1_3]: Да.", "//w:bookmarkStart/@w:name", ["п_1_3"]),
        ("{% if а %}\nПункт: Да.\n{% endif %}", "//w:t/text()", ["{%p if а %}", "Да.", "{%p endif %}"]),
        ("Пункт: В деле № {{ а }} — п. 1.3", "//w:t/text()", ["В деле №\xa0{{ а }}\xa0— п.\xa01.3"]),
        (ANNEXES, "//w:numPr/w:numId/@w:val", ["4"]),  # the first annex is numbered by its style
        (SIGNED, KEPT, ["Первый.", "Второй.", "Третий."]),  # one that may not be there does not count
        (MORE_SIGNED, KEPT, ["2.", "3.", "4."]),
        (SIGNED, "//w:tr[.//w:keepNext]//w:t/text()", ["Директор", NAME]),  # with the last, thin paragraph
        (BRANCHED, KEPT, ["1.", "2.", "3.", "4."]),  # whichever branch is taken, three stay with the signature
        ("Пункт: 1.\nПункт: 2.\nПункт: 3.\nПункт: 4.", KEPT, ["2.", "3."]),  # nor are two lines alone on a sheet
        (ANNEXES, KEPT, []),
        ("Пункт: 1.\nРаздел: А\nПункт: 2.\nПункт: 3.", KEPT, ["1.", "2."]),  # a heading is no text
        (EXECUTED, "//w:tbl/w:tr//w:t/text()", ["Директор", NAME, "Исаева"]),
        (KNOWN, "//w:tbl/w:tr//w:t/text()", ["Директор", NAME, "Ознакомлена:", "Учитель", NAME]),
        (ACQUAINTED, "//w:tr[.//w:keepNext]//w:t/text()", ["0", "г", "1", "а", "2", "б"]),  # the order stays full
        ("Пункт: Исполнить:\nПодпункт: раз.", KEPT, ["Исполнить:"]),
        (LOOPED, KEPT, ["Раз.", "Последний."]),
        (LOOPED, "//w:p[w:r/w:t[contains(., 'revindex')]]//w:t/text()", ["{%p if loop.revindex <= 2 %}"]),
        (PARTED, "//w:p[w:r/w:t[contains(., 'loop.')]]//w:t/text()", ["{%p if loop.last %}"] * 2),
        (MARKED, KEPT, ["Последний."]),  # a clause stands in the file once
        (
            ROWS,
            "//w:tbl[w:tblPr/w:tblStyle/@w:val='Grid']/w:tr[w:tc/w:p//w:keepNext]/w:tc/w:p//w:t/text()",
            ["1", "а", "2", "б", "3", "в"],
        ),
        (ROWS, "//w:tr/w:tc[w:tcPr/w:gridSpan]//w:tbl//w:t/text()", ["Директор", NAME]),
        (
            "Таблица: 165\n! А\n| 1\n\nТекст документа: Всё.\nПодпись: Директор | К",
            "//w:tc//w:spacing/@w:before",
            ["160"],
        ),  # not on the line
        (ROWS, "//w:tc[w:tcPr/w:gridSpan]/w:tcPr/w:tcBorders/*/@w:val", ["nil"] * 3),
        (EITHER, "//w:tr/w:tc[w:tcPr/w:gridSpan='2']//w:tbl//w:t/text()", []),
        (EITHER, "//w:tbl//w:tbl//w:t/text()", ["Директор", NAME] * 2),  # below whichever is printed
        (PROVEN, "//w:body/w:p/w:r/w:t/text()", ["Всё исполнено."]),  # a clause is a paragraph of the text
        (ROWS.replace("Подпись: Директор |", "Пункт:"), "//w:tr[.//w:keepNext]//w:t/text()", ["1", "а", "2", "б"]),
        (TABLE, "//w:tr[.//w:keepNext]//w:t/text()", ["1", "а"]),  # one form of the row that a loop repeats
        (
            TABLE,
            "//w:tr[position() = 3]//w:t/text()",
            ["{%tr if loop.revindex <= 3 and (loop.last or not loop.first) %}"],
        ),
        (
            TABLE + "\nПункт: Да.",
            "//w:tr[position() = 3]//w:t/text()",
            ["{%tr if loop.revindex <= 3 and not loop.last %}"],
        ),
        ("Подпись: Директор | И. О. Фамилия\nДата подписи: 1", "//w:tr[2]//w:t/text()", ["1"]),
        (SIGNED, "//w:tbl//w:t/text()", ["Директор", NAME]),
        (SIGNED, "count(//w:tbl//w:tcBorders) = 0", None),
        (
            SIGNED + "{% for а in б %}\nПодпись: Учитель | И. О. Фамилия\n{% endfor %}\nДата подписи: 1",
            "//w:tbl[1]/w:tr[.//w:keepNext]//w:t/text()",
            ["Директор", NAME, "Учитель", NAME, "1"],
        ),
        (COLUMNS, "//w:gridCol/@w:w", ["4252", "850", "4252"]),  # 75 mm each: ГОСТ, edition of 2016
        ("Гриф: ______________ {{ а }}", "//w:r[w:tab]/w:t/text()", [" {{ а }}"]),  # a line as long as the name leaves
        ("Пункт: ______________ {{ а }}", "//w:r[w:tab]", []),
        (COLUMNS, "//w:tc[1]//w:t/text()", ["{%p if а %}", "ПРИНЯТ", "{%p endif %}"]),
        (COLUMNS, "//w:tc[3]//w:t/text()", ["УТВЕРЖДАЮ"]),
        (COLUMNS, "//w:tc[not(w:p)]", []),
        # the break between two papers comes and goes with the loop, and each paper is numbered anew
        (FRESH, "//w:p[w:pPr/w:sectPr]/preceding-sibling::w:p//w:t/text()", ["{%p for а in б %}"]),
        (ROWS.splitlines()[0] + "\n! № | ФИО\n\nПункт: Да.", "//w:p/w:pPr/w:spacing/@w:before", ["160"]),
        (ROWS.splitlines()[0] + "\n! № | ФИО\n\nИтог: Да.", "//w:p/w:pPr/w:spacing", []),
        (FRESH, "//w:sectPr/w:pgNumType/@w:start", ["1", "1"]),
        (FRESH, "count(//w:sectPr[w:titlePg and w:headerReference]) = 2", None),
        ("Подпись члена комиссии: Учитель | И. О. Фамилия", "count(//w:tc) = 3", None),
        (TABLE, "//w:gridCol/@w:w | //w:tr[1]/w:tc/w:tcPr/w:tcW/@w:w", ["567", "8787", "567", "8787"]),
        (TABLE, "//w:tr[w:trPr/w:tblHeader]//w:t/text()", ["№", "ФИО"]),
        (TABLE, "//w:tr[not(w:trPr/w:cantSplit)]", []),
        (TABLE, "//w:tr[2]//w:t/text() | //w:tr[2]//w:gridSpan/@w:val", ["2", "{%tr for а in б %}"]),
        (TABLE + "\n" + SIGNED.strip().splitlines()[-1], "//w:tbl/following-sibling::*[1][self::w:tbl]", []),
    ],
)
def test_what_a_source_says_stands_in_the_file(source: str, path: str, values: list[str] | None) -> None:
    tree = part(source)
    if values is None:
        assert tree.xpath(path, namespaces=N) is True
    else:
        assert found(tree, path) == values


def test_the_face_and_the_size_are_said_in_the_defaults_and_in_normal() -> None:
    styles = part("Пункт: Да.", "styles")
    for place in ("//w:docDefaults", "//w:style[@w:styleId='Normal']"):
        assert set(found(styles, f"{place}//w:rFonts/@*")) == {"Times New Roman"}
        assert found(styles, f"{place}//w:sz/@w:val") == ["28"]
    assert not found(styles, "//@*[contains(name(), 'Theme')]")


def test_every_style_of_the_house_is_in_the_file_under_its_russian_name() -> None:
    styles = part("Пункт: Да.", "styles")
    names = found(styles, "//w:style[@w:type='paragraph']/w:name/@w:val")
    assert names == ["Normal", *(style.name for style in STYLES)]
    assert len(set(found(styles, "//w:style/@w:styleId"))) == len(names) + 3


def test_body_text_is_justified_with_one_indent() -> None:
    styles = part("Пункт: Да.", "styles")
    for name in ("Преамбула", "Пункт", "Подпункт", "Пункт приложения"):
        style = f"//w:style[w:name/@w:val='{name}']/w:pPr"
        assert found(styles, f"{style}/w:ind/@w:firstLine") == ["709"]
        assert found(styles, f"{style}/w:jc/@w:val") == ["both"]
        assert 240 <= int(found(styles, f"{style}/w:spacing/@w:line")[0]) <= 360


def test_clauses_number_themselves() -> None:
    numbering = part("Пункт: Да.", "numbering")
    assert found(numbering, "//w:abstractNum[1]//w:lvlText/@w:val") == ["%1.", "%1.%2."]
    assert found(numbering, "//w:abstractNum[1]//w:pStyle/@w:val") == ["Clause", "Subclause"]
    assert found(numbering, "//w:abstractNum[3]//w:pStyle/@w:val") == ["Chapter", "ChapterClause"]


def test_the_list_of_a_second_annex_begins_anew() -> None:
    numbering = part(ANNEXES, "numbering")
    assert found(numbering, "//w:num/@w:numId") == ["1", "2", "3", "4"]
    assert found(numbering, "//w:num[@w:numId='4']//w:startOverride/@w:val") == ["1"]


def test_the_number_of_the_page_stands_in_the_middle_from_the_second_page_on() -> None:
    assert found(part("Пункт: Да.", "header1"), "//w:instrText/text()") == ["PAGE"]
    assert found(part("Пункт: Да.", "header2"), "//w:r") == []
    styles = part("Пункт: Да.", "styles")
    assert found(styles, "//w:style[w:name/@w:val='Номер страницы']/w:pPr/w:jc/@w:val") == ["center"]


def test_the_same_source_gives_the_same_bytes() -> None:
    assert build(SIGNED, "проба.txt") == build(SIGNED, "проба.txt")


def test_nothing_is_written_when_one_source_of_a_pack_has_a_fault(tmp_path: Path) -> None:
    parts = tmp_path / "sources" / "части"
    parts.mkdir(parents=True)
    (parts / "конец.txt").write_text("Пункт: Конец.", encoding="utf-8")
    (tmp_path / "sources" / "D01.txt").write_text("Пункт: Да.\n> конец", encoding="utf-8")
    (tmp_path / "sources" / "D02.txt").write_text("Пунктик: Нет.", encoding="utf-8")
    (tmp_path / "sources" / "D03.txt").write_bytes("Пункт: Нет.".encode("cp1251"))
    with pytest.raises(FaultsError) as caught:
        build_pack(tmp_path)
    assert sorted(fault.place for fault in caught.value.faults) == ["D02.txt, строка 1", "D03.txt"]
    assert not list(tmp_path.glob("*.docx"))
    for name in ("D02", "D03"):
        (tmp_path / "sources" / f"{name}.txt").unlink()
    assert build_pack(tmp_path) == (tmp_path / "D01.docx",)
