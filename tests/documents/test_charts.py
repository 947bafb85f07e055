"""A document with a chart that comes back: a number that was changed is told, what a program wrote anew is not."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import docx
import pypdfium2

from sferum_docs.docengine import check_file, compile_template, file_text, read_finished
from sferum_docs.documents.checking.certified import as_certified, certified_of
from sferum_docs.documents.checking.look import changes, look
from sferum_docs.documents.checking.verification import differences
from sferum_docs.documents.making.preview import preview
from sferum_docs.documents.registering.copies import CopyMark, certified, extract
from sferum_docs.gost.check import check
from sferum_docs.gost.model import Outcome
from sferum_docs.house_templates.build import build
from tests.databases import absent
from tests.docengine.charts import BOOK, CHART, CLASSES, NOTE, SHARES, SOURCE, VOCABULARY, changed, in_book, replaced

if TYPE_CHECKING:
    from pathlib import Path

CHARTS = (CHART, "word/charts/_rels/chart1.xml.rels", BOOK)
MARK = CopyMark("Директор", "З. К. Исаева", "28 ноября 2026 г.", "Подлинник находится в деле № 01-05.")
ORDER = """Вид документа: ПРИКАЗ
Пункт: Утвердить справку.
Пункт: Назначить ответственного.
Подпись: Директор | З. К. Исаева
Приложение: Приложение
График: {{ график }}
"""
MADE = compile_template(NOTE, VOCABULARY).render({"график": replace(SHARES, title="Доля", breaks=(2,))})


def members(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.namelist()


def told(now: bytes) -> list[tuple[str, str]]:
    """Each thing that differs, with the words that are there now."""
    words = [(item.where, item.now) for item in differences(file_text(MADE), file_text(now))]
    return words + [(item.title, item.words) for item in changes(look(MADE), look(now))]


def test_a_number_that_was_changed_is_shown_in_its_place() -> None:
    (found,) = differences(file_text(MADE), file_text(changed(MADE, CHART, replaced("<c:v>70.2<", "<c:v>90.2<"))))
    assert found.where == "диаграмма"
    assert "22.09 — 70,2" in found.was
    assert "22.09 — 90,2" in found.now


def test_a_number_behind_the_picture_is_told_too() -> None:
    titles = {title for title, _ in told(in_book(MADE, "xl/worksheets/sheet1.xml", "<v>20</v>", "<v>95</v>"))}
    assert titles == {
        "таблица чисел за диаграммой («Изменить данные») (в документе нет)",
        "таблица чисел за диаграммой («Изменить данные») (в файле нет)",
    }


def test_a_stretched_axis_and_gaps_drawn_through_are_told() -> None:
    assert ("вид диаграммы (в документе нет)", "ось от 10") in told(
        changed(MADE, CHART, replaced('<c:min val="0"/>', '<c:min val="10"/>'))
    )
    assert ("вид диаграммы (в документе нет)", "пропуски: span") in told(
        changed(MADE, CHART, replaced('dispBlanksAs val="gap"', 'dispBlanksAs val="span"'))
    )


def test_a_chart_taken_out_or_put_in_is_told() -> None:
    document = docx.Document(io.BytesIO(MADE))
    drawing = next(document.element.body.iter("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}drawing"))
    drawing.getparent().remove(drawing)
    document.save(target := io.BytesIO())
    assert ("фигура (в файле нет)", "165 × 91 мм") in told(target.getvalue())
    parts = {item.part for item in differences(file_text(MADE), file_text(target.getvalue()))}
    assert parts == {"диаграмма", "диаграмма, которой нет на листе"}, (
        "its numbers are in the file, and nobody sees them"
    )
    assert {title for title, _ in told(compile_template(NOTE, VOCABULARY).render({"график": CLASSES}))} >= {"диаграмма"}


def test_a_certified_copy_keeps_the_chart() -> None:
    copy = certified(MADE, MARK)
    found = certified_of(file_text(copy))
    assert found is not None
    assert not differences(file_text(as_certified(MADE, found)), found.text)
    assert [item.code for item in check_file(copy) if item.severity == "error"] == []


def test_an_extract_holds_no_chart_of_what_it_leaves_out() -> None:
    order = compile_template(build(ORDER, "order.txt"), VOCABULARY).render({"график": SHARES})
    whole, part = (members(content) for content in (order, extract(order, [1], MARK)))
    assert {name for name in whole if "charts/" in name or "embeddings/" in name} == {*CHARTS}
    assert not any("charts/" in name or "embeddings/" in name for name in part)


def test_the_standard_takes_a_chart_for_no_fault() -> None:
    def faults(content: bytes) -> set[str]:
        return {item.rule.id for item in check(content).results if item.outcome is Outcome.FOUND}

    plain = build(SOURCE.replace("График: {{ график }}\n", ""), "plain.txt")
    assert faults(MADE) == faults(plain)


def test_a_preview_says_what_a_chart_shows() -> None:
    html = preview(MADE)
    assert "[Диаграмма: Доля подключившихся: учителя выросли" in html
    assert "Рисунок 1\u00a0— Доля" in html


def test_a_program_that_saves_it_changes_nothing(tmp_path: Path) -> None:
    office = shutil.which("soffice")
    if office is None:
        absent("LibreOffice (soffice)")
    source = tmp_path / "справка.docx"
    source.write_bytes(MADE)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for kind in ("docx", "pdf"):
        convert = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(tmp_path / kind), str(source)]
        subprocess.run(convert, check=True, capture_output=True, timeout=240)
    saved = (tmp_path / "docx" / source.name).read_bytes()
    assert told(saved) == []
    assert read_finished(saved).findings == ()
    printed = pypdfium2.PdfDocument(tmp_path / "pdf" / "справка.pdf")
    words = printed[0].get_textpage().get_text_bounded()
    assert len(printed) == 1
    printed.close()
    assert {"Доля", "Учителя", "01.09", "22.09"} <= {*words.splitlines(), *words.split()}
