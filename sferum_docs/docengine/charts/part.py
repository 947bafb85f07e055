"""The part of a chart (ECMA-376 part 1, 21.2): its numbers twice, as they are shown and as the workbook has them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from sferum_docs.docengine.charts.model import ChartKind, digits
from sferum_docs.docengine.charts.styles import GRID, INK, look_of
from sferum_docs.docengine.charts.workbook import number_format, reference
from sferum_docs.docengine.values import escape_attribute

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_docs.docengine.charts.layout import Frame, Layout
    from sferum_docs.docengine.charts.model import Chart, Series
    from sferum_docs.docengine.charts.styles import Look

WORKBOOK = "rId1"
CHART_NS = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_SPACE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<c:chartSpace xmlns:c="{CHART_NS}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    '<c:date1904 val="0"/><c:lang val="ru-RU"/><c:roundedCorners val="0"/><c:chart>{title}<c:plotArea>{area}'
    '<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr></c:plotArea>{legend}<c:plotVisOnly val="1"/>'
    '<c:dispBlanksAs val="gap"/></c:chart><c:spPr><a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'
    "<a:ln><a:noFill/></a:ln></c:spPr>{text}"
    f'<c:externalData r:id="{WORKBOOK}"><c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
)
_AXES = ("111111111", "222222222")
_LABEL_SHOWS = (
    '<c:showLegendKey val="0"/><c:showVal val="0"/><c:showCatName val="0"/><c:showSerName val="{name}"/>'
    '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
)


def chart_part(chart: Chart, frame: Frame, laid: Layout) -> bytes:
    """The part as bytes, for a place of this size."""
    title = f'{_titled(chart.title, frame, laid.size + 1, bold=True)}<c:autoTitleDeleted val="0"/>'
    return _SPACE.format(
        title=title if chart.title else '<c:autoTitleDeleted val="1"/>',
        area=_inner(laid) + _shown(chart, frame, laid) + _axes(chart, frame, laid),
        legend=_legend(frame, laid) if laid.legend else "",
        text=_text(frame, laid.size),
    ).encode()


def _shown(chart: Chart, frame: Frame, laid: Layout) -> str:
    categories, series = chart.columns
    made = "".join(_series(chart, categories, item, place, frame, laid) for place, item in enumerate(series))
    axes = "".join(f'<c:axId val="{axis}"/>' for axis in _AXES)
    if chart.kind is ChartKind.COLUMN:
        return (
            f'<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>{made}'
            f'<c:gapWidth val="60"/>{axes}</c:barChart>'
        )
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{made}<c:marker val="1"/>{axes}</c:lineChart>'
    )


def _series(chart: Chart, categories: Sequence[str], series: Series, place: int, frame: Frame, laid: Layout) -> str:
    rows = len(categories)
    name = _strings(reference(place + 1, 1, 1), [series.name])
    cat = _strings(reference(0, 2, rows + 1), categories)
    points = "".join(
        f'<c:pt idx="{at}"><c:v>{digits(value)}</c:v></c:pt>'
        for at, value in enumerate(series.values)
        if value is not None
    )
    values = (
        f"<c:numRef><c:f>{reference(place + 1, 2, rows + 1)}</c:f><c:numCache><c:formatCode>{number_format(chart)}"
        f'</c:formatCode><c:ptCount val="{rows}"/>{points}</c:numCache></c:numRef>'
    )
    is_line = chart.kind is ChartKind.LINE
    look, smooth = look_of(place), '<c:smooth val="0"/>' if is_line else ""
    return (
        f'<c:ser><c:idx val="{place}"/><c:order val="{place}"/><c:tx>{name}</c:tx>'
        f"{_line(look, laid.marker) if is_line else _column(look)}{_label(frame, laid, rows - 1)}"
        f"<c:cat>{cat}</c:cat><c:val>{values}</c:val>{smooth}</c:ser>"
    )


def _strings(formula: str, texts: Sequence[str]) -> str:
    points = "".join(f'<c:pt idx="{at}"><c:v>{_clean(text)}</c:v></c:pt>' for at, text in enumerate(texts) if text)
    return f'<c:strRef><c:f>{formula}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef>'


def _line(look: Look, size: int) -> str:
    ink = f'<a:solidFill><a:srgbClr val="{look.colour}"/></a:solidFill>'
    return (
        f'<c:spPr><a:ln w="22225" cap="flat">{ink}<a:prstDash val="{look.dash}"/><a:round/></a:ln></c:spPr>'
        f'<c:marker><c:symbol val="{look.marker}"/><c:size val="{size}"/>'
        f'<c:spPr>{ink}<a:ln w="9525">{ink}</a:ln></c:spPr></c:marker>'
    )


def _column(look: Look) -> str:
    ink = f'<a:srgbClr val="{look.colour}"/>'
    fill = f'<a:solidFill><a:srgbClr val="{look.fill}"/></a:solidFill>'
    if look.is_pattern:
        paper = '<a:bgClr><a:srgbClr val="FFFFFF"/></a:bgClr>'
        fill = f'<a:pattFill prst="{look.fill}"><a:fgClr>{ink}</a:fgClr>{paper}</a:pattFill>'
    line = f'<a:ln w="9525"><a:solidFill>{ink}</a:solidFill></a:ln>'
    return f'<c:spPr>{fill}{line}</c:spPr><c:invertIfNegative val="0"/>'


def _label(frame: Frame, laid: Layout, last: int) -> str:
    """The name at the end of the line, where names find room there."""
    if laid.plot is None:
        return ""
    shown, hidden = (_LABEL_SHOWS.format(name=name) for name in (1, 0))
    return (
        f'<c:dLbls><c:dLbl><c:idx val="{last}"/><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>'
        f'{_text(frame, laid.size)}<c:dLblPos val="r"/>{shown}</c:dLbl>{hidden}</c:dLbls>'
    )


def _axes(chart: Chart, frame: Frame, laid: Layout) -> str:
    across, upwards = _AXES
    small = _text(frame, laid.size)
    line = f"<c:spPr>{_stroke(INK, 9525)}</c:spPr>"
    grid = f"<c:majorGridlines><c:spPr>{_stroke(GRID, 6350)}</c:spPr></c:majorGridlines>"
    ones = '<c:majorUnit val="1"/>' if laid.by_ones else ""
    lowest = '<c:min val="0"/>' if laid.from_zero else ""
    return (
        f'<c:catAx><c:axId val="{across}"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="b"/>{_titled(chart.across, frame, laid.size)}<c:numFmt formatCode="General" sourceLinked="0"/>'
        f'<c:majorTickMark val="out"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>{line}{small}'
        f'<c:crossAx val="{upwards}"/><c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/>'
        f'<c:lblOffset val="100"/><c:tickLblSkip val="{laid.skip}"/><c:noMultiLvlLbl val="1"/></c:catAx>'
        f'<c:valAx><c:axId val="{upwards}"/><c:scaling><c:orientation val="minMax"/>{lowest}</c:scaling>'
        f'<c:delete val="0"/><c:axPos val="l"/>{grid}{_titled(chart.upwards, frame, laid.size, turned=True)}'
        f'<c:numFmt formatCode="{laid.numbers}" sourceLinked="0"/>'
        f'<c:majorTickMark val="out"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/>{line}{small}<c:crossAx val="{across}"/><c:crosses val="min"/>'
        f'<c:crossBetween val="between"/>{ones}</c:valAx>'
    )


def _stroke(colour: str, width: int) -> str:
    return f'<a:ln w="{width}"><a:solidFill><a:srgbClr val="{colour}"/></a:solidFill></a:ln>'


def _inner(laid: Layout) -> str:
    """The plot itself, with room for the names of lines on its right."""
    if laid.plot is None:
        return "<c:layout/>"
    places = "".join(f'<c:{name} val="{share:.3f}"/>' for name, share in zip("xywh", laid.plot, strict=True))
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{places}</c:manualLayout></c:layout>"
    )


def _legend(frame: Frame, laid: Layout) -> str:
    return f'<c:legend><c:legendPos val="b"/><c:overlay val="0"/>{_text(frame, laid.size)}</c:legend>'


def _titled(words: str, frame: Frame, size: int, *, bold: bool = False, turned: bool = False) -> str:
    """The title of the chart or of an axis."""
    if not words:
        return ""
    body = '<a:bodyPr rot="-5400000" vert="horz"/>' if turned else "<a:bodyPr/>"
    return (
        f"<c:title><c:tx><c:rich>{body}<a:lstStyle/><a:p><a:pPr>{_letters('defRPr', frame, size, bold=bold)}</a:pPr>"
        f"<a:r>{_letters('rPr', frame, size, bold=bold)}<a:t>{_clean(words)}</a:t></a:r></a:p></c:rich></c:tx>"
        '<c:overlay val="0"/></c:title>'
    )


def _text(frame: Frame, size: int) -> str:
    return (
        f"<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{_letters('defRPr', frame, size)}</a:pPr>"
        '<a:endParaRPr lang="ru-RU"/></a:p></c:txPr>'
    )


def _letters(name: str, frame: Frame, size: int, *, bold: bool = False) -> str:
    face = quoteattr(frame.font)
    language = ' lang="ru-RU"' if name == "rPr" else ""
    return (
        f'<a:{name}{language} sz="{size * 100}" b="{int(bold)}"><a:solidFill><a:srgbClr val="{INK}"/></a:solidFill>'
        f"<a:latin typeface={face}/><a:ea typeface={face}/><a:cs typeface={face}/></a:{name}>"
    )


def _clean(text: str) -> str:
    """A text without what XML forbids, on one line."""
    return escape(escape_attribute(text))
