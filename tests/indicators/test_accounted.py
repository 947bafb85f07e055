"""Nothing is passed over in silence: a cell is a figure, or it is told why it is none, and never both."""

from hypothesis import given
from hypothesis import strategies as st

from sferum_docs.indicators.model import Place
from sferum_docs.reading.faults import FaultsError
from sferum_docs.reading.sheets.sheets import read_text
from tests.indicators.made import HEAD, TITLE, read

_CAPTIONS = st.sampled_from([
    "№", "Организация", "Учителей всего", "Учеников всего", "чел.", "%", "Учителя, создавшие чаты", "3 сообщения",
    "Место", "Неделя", "Показатель", "Было", "Стало", "База", "Учителей в ОО", "", "Примечание", "16.10–22.10.2023",
])  # fmt: skip
_CELLS = st.sampled_from([
    "Солнцегорская СОШ № 1", "В-сарыльская СОШ", "Гимназия", "Итого", "Рейтинг", "5", "12", "1 045", "0,5", "45 %",
    "-", "н/д", "х", "", "около", "Неделя 23.10–29.10.2023", "Учителей всего", "-3", "2", "1", "Исп. Иванов",
])  # fmt: skip
_ROWS = st.lists(st.lists(_CELLS, min_size=1, max_size=7), max_size=8)


@given(head=st.lists(_CAPTIONS, min_size=2, max_size=6), above=st.booleans(), rows=_ROWS, tail=_ROWS)
def test_every_cell_is_taken_or_accounted_for(
    head: list[str],
    above: bool,
    rows: list[list[str]],
    tail: list[list[str]],
) -> None:
    lines = [TITLE] * above + [";".join(head)] + [";".join(row) for row in rows] + [HEAD, "Солнцегорская СОШ № 1;14;99"]
    text = "\n".join([*lines, *(";".join(row) for row in tail)])
    try:
        reading = read(text.encode())
    except FaultsError:
        return  # the file says that it holds no indicators, and what was seen
    (table,) = read_text(text).sheets
    cells = {Place("Сводка.csv", "", row.number, at) for row in table.rows for at, cell in enumerate(row.cells) if cell}
    taken = [figure.place for figure in reading.statistics.figures]
    told = [left.place for left in reading.statistics.left_out]
    assert cells <= {*taken, *told}
    assert set(taken).isdisjoint(told)
    assert len(taken) == len(set(taken))
    assert all(figure.amount is None or figure.written for figure in reading.statistics.figures)
