"""A square for each day of a year: where it lies, how deep it is, and the way through by keys."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QSizeF

from presence.drawing.heat_map import FILLED, HeatDay, HeatMap
from presence.drawing.picture import Walk, spot_at, spot_beside
from presence.drawing.style import ChartStyle
from tests.drawing.conftest import Draw
from tests.drawing.test_rows_and_legend import coloured

FIRST = date(2026, 1, 1)  # a Thursday
HOUR = timedelta(hours=1)
WIDE = QSizeF(700, 320)


def year(**hours: float) -> HeatMap:
    """A year in which ``d17`` is the 17th day."""
    days = []
    for number in range(365):
        place = number + FIRST.weekday()
        length = HOUR * hours.get(f"d{number}", 0)
        days.append(HeatDay(place // 7, place % 7, length))

    def tell(number: int) -> tuple[str, date]:
        day = FIRST + timedelta(days=number)
        return day.isoformat(), day

    return HeatMap(
        days=days,
        months=[(column, f"M{month}") for month, column in enumerate(range(0, 53, 5), start=1)],
        weekdays=("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        step=HOUR * 2,
        legend=("nothing", "up to 2 h", "up to 4 h", "up to 6 h", "more"),
        tell=tell,
    )


def test_a_year_has_fifty_three_columns_and_every_day_can_be_pointed_at(
    style: ChartStyle,
) -> None:
    chart = year()
    drawn = chart.lay_out(WIDE, style)
    assert chart.columns == 53
    assert len(drawn.spots) == 365
    for spot in drawn.spots[::31]:
        assert spot_at(drawn.spots, spot.place.center()) == spot
        assert spot.opens == date.fromisoformat(spot.says)


def test_more_hours_are_deeper_in_four_steps(style: ChartStyle) -> None:
    chart = year()
    assert [chart.depth(HOUR * hours) for hours in (0, 0.1, 2, 2.1, 4, 6, 6.5, 20)] == [
        0, 1, 1, 2, 2, 3, 4, 4,
    ]  # fmt: skip


def test_depth_is_told_without_colour_too() -> None:
    assert list(FILLED) == sorted(set(FILLED))


def test_the_deepest_day_is_painted_in_the_accent(style: ChartStyle, draw: Draw) -> None:
    chart = year(d200=9.0)
    drawn = chart.lay_out(WIDE, style)
    painted = coloured(draw(drawn), style.accent.name())
    assert not painted.isEmpty()
    assert painted.intersects(drawn.spots[200].place)


def test_from_right_to_left_the_year_begins_at_the_right(
    style: ChartStyle, mirrored: ChartStyle
) -> None:
    plain, turned = (year().lay_out(WIDE, kind).spots[0].place for kind in (style, mirrored))
    assert abs(plain.left() - (WIDE.width() - turned.right())) < 0.01


def test_the_arrows_keep_the_weekday_also_in_a_week_that_is_cut(style: ChartStyle) -> None:
    drawn = year().lay_out(WIDE, style)
    assert drawn.walk is Walk.GRID
    thursday = drawn.spots[0]
    after = spot_beside(drawn.spots, thursday, 1, 0)
    assert after is not None
    assert after.says == "2026-01-08"
    below = spot_beside(drawn.spots, after, 0, 1)
    assert below is not None
    assert below.says == "2026-01-09"
    monday = next(spot for spot in drawn.spots if spot.says == "2026-01-05")
    back = spot_beside(drawn.spots, monday, -1, 0)
    assert back is not None
    assert back.says == "2026-01-01"  # that week begins with the Thursday


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(width=st.integers(min_value=420, max_value=2400))
def test_at_any_width_nothing_lies_outside_or_over_another(style: ChartStyle, width: int) -> None:
    chart = year()
    size = QSizeF(max(float(width), chart.least_width(style)), 0)
    size.setHeight(chart.height_for(size.width(), style))
    places = [spot.place for spot in chart.lay_out(size, style).spots]
    assert all(place.right() <= size.width() + 0.01 for place in places)
    assert all(place.bottom() <= size.height() for place in places)
    assert not places[10].adjusted(0.1, 0.1, -0.1, -0.1).intersects(places[11])
