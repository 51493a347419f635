"""Bars stacked by kind: where they lie, what lies under a point, what is painted."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, QSizeF
from PySide6.QtGui import QColor, QImage

from presence.drawing.picture import Spot, spot_at, spot_beside
from presence.drawing.scale import scale_for
from presence.drawing.stacked_bars import Bar, Piece, StackedBars, StackedBarsPicture
from presence.drawing.style import ChartStyle, line_height
from tests.drawing.conftest import SIZE, Draw

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def hours(count: float) -> timedelta:
    return timedelta(hours=count)


def week(*days: Sequence[tuple[str, float]], today: int = 6) -> StackedBars:
    bars = []
    for index, name in enumerate(DAYS):
        pieces = days[index] if index < len(days) else ()
        bars.append(
            Bar(
                label=name,
                below=str(16 + index),
                above=f"{sum(length for _, length in pieces)} h" if pieces else "",
                says=f"{name} in all",
                pieces=[Piece(slot, hours(length), f"{name} {slot}") for slot, length in pieces],
                is_today=index == today,
            )
        )
    return StackedBars(bars, axis_label=lambda length: f"{length // hours(1)} h")


TWO_DAYS = week([("meeting", 1), ("dinner", 2)], [("dinner", 1.5)])


def picture(chart: StackedBars, style: ChartStyle, size: QSizeF = SIZE) -> StackedBarsPicture:
    return chart.lay_out(size, style)


def pieces(drawn: StackedBarsPicture) -> list[Spot]:
    return [spot for spot in drawn.spots if spot.part]


def test_what_lies_under_a_point_is_the_piece_and_beside_it_the_day(style: ChartStyle) -> None:
    drawn = picture(TWO_DAYS, style)
    dinner = next(spot for spot in drawn.spots if spot.says == "Mon dinner")
    assert spot_at(drawn.spots, dinner.place.center()) == dinner
    above = QPointF(dinner.place.center().x(), dinner.place.top() - 5)
    day = spot_at(drawn.spots, above)
    assert day is not None
    assert day.says == "Mon in all"
    assert spot_at(drawn.spots, QPointF(1, 1)) is None


def test_every_day_can_be_pointed_at_also_an_empty_one(style: ChartStyle) -> None:
    drawn = picture(TWO_DAYS, style)
    assert [spot.says for spot in drawn.spots if not spot.part] == [f"{d} in all" for d in DAYS]


def test_heights_are_in_proportion_to_the_time(style: ChartStyle) -> None:
    meeting, dinner, _tuesday = pieces(picture(TWO_DAYS, style))
    assert abs(dinner.place.height() - 2 * meeting.place.height()) < 0.01
    assert abs(meeting.place.top() - dinner.place.bottom()) < 0.01


def test_a_minute_is_still_to_be_seen(style: ChartStyle) -> None:
    short = week([("meeting", 1 / 60)], [("dinner", 10)])
    assert pieces(picture(short, style))[0].place.height() >= 3


def test_read_from_right_to_left_the_first_day_is_on_the_right(
    style: ChartStyle, mirrored: ChartStyle
) -> None:
    plain, turned = picture(TWO_DAYS, style), picture(TWO_DAYS, mirrored)
    for one, other in zip(plain.spots, turned.spots, strict=True):
        assert abs(one.place.left() - (SIZE.width() - other.place.right())) < 0.01
    assert turned.spots[0].place.left() > SIZE.width() / 2


def test_pieces_have_their_kinds_colour_and_the_ground_between_them(
    style: ChartStyle, draw: Draw
) -> None:
    drawn = picture(TWO_DAYS, style)
    sheet = draw(drawn)
    meeting, dinner, _tuesday = pieces(drawn)
    for spot, slot in ((meeting, "meeting"), (dinner, "dinner")):
        point = spot.place.center().toPoint()
        assert sheet.pixelColor(point) == style.series[slot]
    edge = QPointF(meeting.place.center().x(), meeting.place.top() + 0.5).toPoint()
    between = sheet.pixelColor(edge)
    assert between.lightnessF() > style.series["meeting"].lightnessF() + 0.2


def test_a_kind_of_an_unknown_slot_is_drawn_as_ones_own(style: ChartStyle, draw: Draw) -> None:
    drawn = picture(week([("gone", 2)]), style)
    point = pieces(drawn)[0].place.center().toPoint()
    assert draw(drawn).pixelColor(point) == style.series["own"]


def test_today_is_marked_by_more_than_its_label(style: ChartStyle, draw: Draw) -> None:
    drawn = picture(week(today=2), style)
    sheet = draw(drawn)
    today, other = drawn.spots[2].place, drawn.spots[3].place
    for place, expected in ((today, style.today), (other, QColor("#ffffff"))):
        assert sheet.pixelColor(int(place.left() + 3), int(place.top() + 20)) == expected


def test_in_high_contrast_every_kind_has_its_own_hatching(style: ChartStyle, draw: Draw) -> None:
    hatched = replace(style, has_patterns=True)
    assert len({hatched.hatching(slot)[0] for slot in style.series}) == len(style.series)
    drawn = picture(TWO_DAYS, hatched)
    area = pieces(drawn)[1].place.toRect().adjusted(3, 3, -3, -3)
    sheet = draw(drawn).copy(area)
    colours = {
        sheet.pixelColor(x, y).name() for x in range(sheet.width()) for y in range(sheet.height())
    }
    assert len(colours) > 1


def test_arrow_keys_reach_every_piece_and_stop_at_the_ends(style: ChartStyle) -> None:
    spots = picture(TWO_DAYS, style).spots
    at = spot_beside(spots, None, 0, 0)
    assert at is not None
    assert at.says == "Mon in all"
    walk = []
    for bars, parts in ((0, 1), (0, 1), (0, 1), (1, 0), (1, 0), (-1, 0), (0, -1)):
        at = spot_beside(spots, at, bars, parts)
        assert at is not None
        walk.append(at.says)
    assert walk == [
        "Mon meeting", "Mon dinner", "Mon dinner", "Tue dinner", "Wed in all", "Tue in all",
        "Tue in all",
    ]  # fmt: skip
    for _step in range(10):
        at = spot_beside(spots, at, 1, 0)
    assert at is not None
    assert at.bar == 6


def test_no_spots_no_way_to_go() -> None:
    assert spot_beside((), None, 1, 0) is None


def test_digits_are_those_of_the_persons_language(style: ChartStyle) -> None:
    from PySide6.QtCore import QLocale

    assert style.digits("12 h") == "12 h"
    persian = replace(style, locale=QLocale("fa_IR"))
    assert persian.digits("12 h") == "۱۲ h"


@given(
    lengths=st.lists(
        st.lists(st.floats(0.01, 24), max_size=8).filter(lambda day: sum(day) <= 25),
        min_size=7,
        max_size=7,
    ),
    width=st.floats(40, 3000),
    height=st.floats(20, 1500),
)
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_at_any_size_pieces_stay_in_their_column_and_apart(
    style: ChartStyle, lengths: list[list[float]], width: float, height: float
) -> None:
    chart = week(*([("dinner", length) for length in day] for day in lengths))
    drawn = picture(chart, style, QSizeF(width, height))
    columns = {spot.bar: spot.place for spot in drawn.spots if not spot.part}
    for spot in pieces(drawn):
        column = columns[spot.bar]
        assert spot.place.width() <= max(column.width(), 0.0) + 0.01
        assert spot.place.height() > 0
    for one, other in pairwise(pieces(drawn)):
        if one.bar == other.bar:
            assert other.place.bottom() <= one.place.top() + 0.01


@given(st.timedeltas(timedelta(), timedelta(days=40)))
def test_the_scale_holds_the_longest_bar_with_few_lines(longest: timedelta) -> None:
    scale = scale_for(longest)
    assert scale.top >= longest
    assert 2 <= len(scale.lines) <= 5
    assert scale.lines[-1] == scale.top


def month() -> StackedBars:
    bars = [
        Bar(str(day), "Mon", "1.5 h", f"day {day}", [Piece("dinner", hours(1.5), "", opens=day)])
        for day in range(1, 32)
    ]
    return StackedBars(bars, axis_label=lambda length: f"{length // hours(1)} h")


def test_a_months_bars_fit_where_a_weeks_columns_would_not(style: ChartStyle) -> None:
    assert month().least_width(style) < week().least_width(style) * 2
    width = month().least_width(style)
    drawn = picture(month(), style, QSizeF(width, 200))
    assert drawn.spots[-1].place.right() <= width
    assert [spot.opens for spot in pieces(drawn)] == list(range(1, 32))


@pytest.mark.parametrize(("count", "narrow"), [(31, 380), (12, 300)])
def test_totals_are_left_out_where_the_columns_have_no_room_for_them(
    style: ChartStyle, draw: Draw, count: int, narrow: float
) -> None:
    with_totals = replace(month(), bars=month().bars[:count])
    without = replace(with_totals, bars=[replace(bar, above="") for bar in with_totals.bars])

    def drawn(chart: StackedBars, width: float) -> QImage:
        return draw(picture(chart, style, QSizeF(width, 200)))

    assert drawn(with_totals, narrow) == drawn(without, narrow)
    assert drawn(with_totals, 3000) != drawn(without, 3000)


def words_below(sheet: QImage, top: int, bottom: int) -> list[int]:
    """How wide each of the words is that stand beside each other there."""
    inked = [
        x
        for x in range(sheet.width())
        if any(sheet.pixelColor(x, y).lightness() < 200 for y in range(top, bottom))
    ]
    ends = [place for place, (x, after) in enumerate(pairwise(inked)) if after - x > 15]
    parts = zip([0, *(place + 1 for place in ends)], [*ends, len(inked) - 1], strict=True)
    return [inked[last] - inked[first] for first, last in parts]


@pytest.mark.parametrize("is_mirrored", [False, True])
def test_the_last_day_of_a_month_has_its_whole_label(
    style: ChartStyle, draw: Draw, is_mirrored: bool
) -> None:
    days = month().bars[:30]
    bars = [replace(bar, below="Mon" if at % 7 == 1 else "") for at, bar in enumerate(days)]
    chart = replace(month(), bars=bars)
    drawn = picture(chart, replace(style, is_mirrored=is_mirrored), QSizeF(500, 200))
    line = round(line_height(style.small))
    widths = words_below(draw(drawn), 200 - line, 200)
    assert len(widths) == 5
    assert max(widths) - min(widths) <= 1
