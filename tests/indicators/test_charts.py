"""A chart of any weeks: no label lies over another, nothing leaves the drawing, nothing is joined that is not one."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sferum_docs.directives.indicators import Indicator, IndicatorSet
from sferum_docs.indicators.charts.chart import HEIGHT, WIDTH, Chart
from sferum_docs.indicators.charts.data import MOST_WEEKS, chart_of
from sferum_docs.indicators.charts.placing import Box
from sferum_docs.indicators.judging import weeks_of_lessons
from sferum_docs.indicators.series import Figures
from sferum_docs.indicators.targets import Target
from tests.indicators.weeks import MONDAY, NOT_KNOWN, PUPILS, TEACHERS, WRITING, figures, series, value, week

STYLES = Path(__file__).parents[2] / "sferum_docs/web/static/indicators.css"
TARGETS = (Target("W", Decimal(60), date(2023, 12, 1)), Target("W", Decimal(85), date(2024, 3, 1)))
WHOLE = Box(0, 0, WIDTH, HEIGHT)


def drawn(kept: Figures, monday: date, indicator: Indicator = WRITING, base: int = 20) -> Chart | None:
    return chart_of(
        kept, indicator, monday, targets=TARGETS, bases={indicator.id: base}, working_week=weeks_of_lessons(kept)
    )


def chart(amounts: Sequence[object], unit: str = "people", base: int = 20) -> Chart:
    found = drawn(figures(*series("W", amounts, unit=unit)), week(len(amounts) - 1), base=base)
    assert found is not None
    return found


def kinds(found: Chart) -> list[str]:
    return [line.kind for line in found.lines]


def texts(found: Chart) -> list[str]:
    return [label.text.replace("\N{NO-BREAK SPACE}", " ") for label in found.labels]


def assert_readable(found: Chart) -> None:
    boxes = [label.box for label in found.labels]
    assert all(WHOLE.holds(box) for box in boxes)
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    for line in found.lines:
        assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in line.points)
    days = [(tick.at - len(tick.text) * 3, tick.at + len(tick.text) * 3) for tick in found.x_ticks]
    assert all(left >= 0 and right <= WIDTH for left, right in days)
    assert all(one[1] < other[0] for one, other in pairwise(days))
    assert all(len(tick.text) <= 12 for tick in found.y_ticks)


amounts_of_weeks = st.lists(
    st.one_of(st.none(), st.just(NOT_KNOWN), st.integers(0, 1_000_000)), min_size=1, max_size=MOST_WEEKS + 10
)


@settings(deadline=None, max_examples=60)
@given(amounts_of_weeks, st.sampled_from([1, 20, 1_000_000]))
def test_any_weeks_are_drawn_readably(amounts: list[object], base: int) -> None:
    found = drawn(figures(*series("W", amounts)), week(len(amounts) - 1), base=base)
    if found is None:
        assert not any(isinstance(each, int) for each in amounts[-MOST_WEEKS:])
    else:
        assert_readable(found)


@pytest.mark.parametrize("amounts", [[7], [0], [0, 0, 0], [5, 5, 5, 5], [999_999, 10**6], list(range(60)), [0, 100]])
@pytest.mark.parametrize("unit", ["people", "percent"])
def test_one_week_all_equal_zero_and_huge(amounts: list[int], unit: str) -> None:
    found = chart([min(each, 100) for each in amounts] if unit == "percent" else amounts, unit)
    assert_readable(found)
    newest = amounts[-1] if unit == "people" else min(amounts[-1], 100)
    assert texts(found)[0].replace(" ", "").startswith(f"{newest}{'чел.' if unit == 'people' else '%'}")


def test_of_nothing_known_there_is_no_chart() -> None:
    assert drawn(figures(), MONDAY) is None
    assert drawn(figures(*series("W", [NOT_KNOWN, NOT_KNOWN])), week(1)) is None


def test_a_week_that_is_not_known_breaks_the_line_and_is_marked() -> None:
    found = chart([1, 2, NOT_KNOWN, 3, 4])
    assert kinds(found) == ["ahead", "now", "now"]
    assert [mark.kind for mark in found.marks].count("unknown") == 1
    assert "Нет данных за недели: с 30.10.2023." in found.description


def test_an_only_value_is_a_dot() -> None:
    found = chart([7])
    assert [mark.kind for mark in found.marks] == ["now"]


def test_a_share_is_never_drawn_above_a_hundred() -> None:
    assert [tick.text for tick in chart([40, 97], "percent").y_ticks][-1] == "100\N{NO-BREAK SPACE}%"


def test_amounts_that_differ_little_do_not_lie_on_the_edge() -> None:
    flat = chart_of(figures(*series("P", [1000, 1004, 1010])), PUPILS, week(2), bases={}, working_week=lambda _: True)
    assert flat is not None
    assert [tick.text for tick in flat.y_ticks] == ["1000", "1005", "1010"]


def test_a_person_more_among_a_few_is_no_steep_rise() -> None:
    kept = figures(*series("T", [6, 7]))
    found = chart_of(kept, TEACHERS, week(1), bases={}, working_week=lambda _: True)
    assert found is not None
    assert found.y_ticks[0].text == "0"


def test_people_counted_have_no_half_on_the_axis() -> None:
    assert [tick.text for tick in chart([1, 3, 1], base=3).y_ticks] == ["0", "1", "2", "3"]


def test_targets_are_steps_with_their_days() -> None:
    found = drawn(figures(*series("W", [11] * 25)), week(24))
    assert found is not None
    assert kinds(found) == ["ahead", "target", "target", "now"]
    assert "Цель 60 % к 01.12.2023. Цель 60 %. Цель 85 %." in found.description.replace("\N{NO-BREAK SPACE}", " ")
    heights = [line.points[0][1] for line in found.lines[:3]]
    assert heights[0] == heights[1] > heights[2]


def test_of_families_it_is_a_guide() -> None:
    kept = figures(*series("P", [100]))
    guide = (Target("P", Decimal(90), MONDAY),)
    found = chart_of(kept, PUPILS, MONDAY, targets=guide, bases={"P": 200}, working_week=lambda _: True)
    assert found is not None
    assert "ориентир 90 %" in texts(found)
    assert "Цель" not in found.description


def test_without_a_base_people_have_no_target_on_the_chart() -> None:
    found = chart_of(figures(*series("W", [1, 2])), WRITING, week(1), targets=TARGETS, bases={}, working_week=bool)
    assert found is not None
    assert kinds(found) == ["now"]


def test_vacations_are_a_band_where_weeks_are_counted_anew() -> None:
    assert len(chart([9, 9, 3, 9]).bands) == 1
    kept = figures(*series("T", [9, 9, 9, 9]))
    running = chart_of(kept, TEACHERS, week(3), bases={}, working_week=weeks_of_lessons(kept))
    assert running is not None
    assert not running.bands


def test_another_set_is_drawn_apart_and_says_from_which_day() -> None:
    before = figures(*series("T", [10, 11]))
    staff = replace(TEACHERS, id="M", continues="T")
    later = IndicatorSet("later", "Показатели 2026 года", (staff,))
    kept = Figures(later, series("M", [60, 61], week(3), "percent"), earlier=(before,))
    found = chart_of(kept, staff, week(4), bases={}, working_week=lambda _: True)
    assert found is not None
    assert_readable(found)
    assert kinds(found) == ["before", "now"]
    assert "с 06.11.2023 считают иначе" in texts(found)
    assert len(found.breaks) == 1
    assert "Прежних значений: 2; первое — 10" in found.description.replace("\N{NO-BREAK SPACE}", " ")
    # both shapes and words tell them apart, not the colour alone
    assert {mark.kind for mark in found.marks} == {"before", "now"}
    assert {"61 %", "11 чел."} <= set(texts(found))


def test_before_the_first_figures_of_an_act_the_axis_is_that_of_the_one_before() -> None:
    staff = replace(TEACHERS, id="M", continues="T")
    kept = Figures(IndicatorSet("later", "Показатели 2026 года", (staff,)), earlier=(figures(*series("T", [10, 14])),))
    found = chart_of(kept, staff, week(3), targets=TARGETS, bases={}, working_week=lambda _: True)
    assert found is not None
    assert_readable(found)
    assert kinds(found) == ["before"]
    assert [tick.text for tick in found.y_ticks] == ["0", "5", "10", "15"]
    assert found.lines[0].points[1][1] < found.lines[0].points[0][1]


def test_people_and_percent_of_one_set_are_not_joined() -> None:
    kept = figures(*series("T", [10, 11]), value("T", week(2), 55, "percent"))
    found = chart_of(kept, TEACHERS, week(2), bases={}, working_week=lambda _: True)
    assert found is not None
    assert kinds(found) == ["before", "now"]
    assert "с 30.10.2023 — в процентах" in texts(found)


def test_weeks_long_ago_are_left_out() -> None:
    found = drawn(figures(*series("W", range(80))), week(79))
    assert found is not None
    assert len(found.lines[-1].points) == MOST_WEEKS


def test_what_is_kept_of_later_weeks_is_not_on_the_chart_of_a_week() -> None:
    kept = figures(*series("W", [1, 2, 3]))
    assert drawn(kept, week(1)) == drawn(figures(*series("W", [1, 2])), week(1))


# colours
def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(chart-[a-z]+): (#[0-9a-f]{3,6});", block))


def _themes() -> dict[str, dict[str, str]]:
    light, dark, paper = re.findall(r"\{[^{}]*--chart-now:[^{}]*\}", STYLES.read_text(encoding="utf-8"))
    return {"light": _colours(light), "dark": _colours(dark), "print": _colours(paper)}


def _luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(each * 2 for each in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, WCAG 2.2."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark", "print"])
def test_lines_and_words_stand_out_from_the_ground_in_every_theme(theme: str) -> None:
    colours = _themes()[theme]
    for ground in ("chart-ground", "chart-rest"):
        for line in ("chart-now", "chart-before", "chart-target", "chart-ahead", "chart-unknown", "chart-break"):
            assert contrast(colours[line], colours[ground]) >= 3, (line, ground)
        for words in ("chart-now", "chart-before", "chart-target", "chart-words"):
            assert contrast(colours[words], colours[ground]) >= 4.5, (words, ground)


def test_lines_differ_by_more_than_their_colour() -> None:
    rules = dict(re.findall(r"\.chart-line\.chart-(\w+) \{([^}]*)\}", STYLES.read_text(encoding="utf-8")))
    dashes = [re.findall(r"stroke-dasharray: ([^;]+)", rules[kind]) for kind in ("now", "before", "target", "ahead")]
    assert len({str(each) for each in dashes}) == 4
