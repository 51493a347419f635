"""A bar for each hour of the day, and two bars for each name."""

from PySide6.QtCore import QSizeF

from presence.drawing.hour_bars import HourBar, HourBars
from presence.drawing.paired_bars import Pair, PairedBars
from presence.drawing.picture import Walk, spot_at
from presence.drawing.style import ChartStyle
from tests.drawing.conftest import SIZE, Draw
from tests.drawing.test_rows_and_legend import LONG, coloured

DAY = HourBars(
    [HourBar(f"{hour:02}:00", hour % 5, f"{hour:02}:00: {hour % 5}", hour) for hour in range(24)]
)


def pairs(*rows: tuple[str, float, float]) -> PairedBars:
    return PairedBars(
        "real",
        "planned",
        [
            Pair(name, first, second, f"{first} h", f"{second} h", f"{name}: {first} of {second}")
            for name, first, second in rows
        ],
    )


def test_every_hour_can_be_pointed_at_also_one_without_anything(style: ChartStyle) -> None:
    drawn = DAY.lay_out(SIZE, style)
    assert [spot.opens for spot in drawn.spots] == list(range(24))
    assert drawn.walk is Walk.COLUMNS
    assert spot_at(drawn.spots, drawn.spots[5].place.center()) == drawn.spots[5]


def test_hours_stay_within_a_narrow_picture(style: ChartStyle) -> None:
    width = DAY.least_width(style)
    drawn = DAY.lay_out(QSizeF(width, DAY.height_for(width, style)), style)
    assert drawn.spots[-1].place.right() <= width + 0.01


def test_no_looks_at_all_are_an_empty_picture(style: ChartStyle, draw: Draw) -> None:
    nothing = HourBars([HourBar(str(hour), 0, "") for hour in range(24)])
    assert coloured(draw(nothing.lay_out(SIZE, style)), style.accent.name()).isEmpty()
    assert not HourBars(()).lay_out(SIZE, style).spots


def test_from_right_to_left_the_day_begins_at_the_right(
    style: ChartStyle, mirrored: ChartStyle
) -> None:
    plain, turned = (DAY.lay_out(SIZE, way).spots[0].place for way in (style, mirrored))
    assert plain.left() == 0
    assert turned.right() == SIZE.width()


def test_the_first_bar_is_filled_and_the_second_an_outline(style: ChartStyle, draw: Draw) -> None:
    chart = pairs(("Dinner", 4, 4))
    sheet = draw(chart.lay_out(SIZE, style))
    accent = style.accent.name()
    rows = [
        sum(sheet.pixelColor(x, y).name() == accent for x in range(sheet.width()))
        for y in range(sheet.height())
    ]
    wide = [count for count in rows if count > SIZE.width() * 0.5]
    thin = [count for count in rows if 0 < count < 12]
    assert len(wide) > 4  # the filled one, and the two edges of the other
    assert thin  # its sides


def test_a_pair_of_two_spans_has_a_part_for_each(style: ChartStyle) -> None:
    two = Pair("Ana", 3, 2, "3 h", "2 h", "now", "", "here", "then", "there")
    drawn = PairedBars("This week", "Last week", [two]).lay_out(SIZE, style)
    assert [(spot.says, spot.opens) for spot in drawn.spots] == [
        ("now", "here"), ("then", "there"),
    ]  # fmt: skip
    lower = drawn.spots[1].place
    assert spot_at(drawn.spots, lower.center()) == drawn.spots[1]


def test_the_height_asked_for_holds_every_pair_and_long_names_leave_room(
    style: ChartStyle, draw: Draw
) -> None:
    chart = pairs((LONG, 3, 1), ("Tom", 1, 2))
    drawn = chart.lay_out(SIZE, style)
    assert drawn.spots[-1].place.bottom() <= chart.height_for(SIZE.width(), style)
    assert coloured(draw(drawn), style.accent.name()).width() > SIZE.width() * 0.4


def test_nothing_to_compare_with_has_no_bar(style: ChartStyle, draw: Draw) -> None:
    sheet = draw(pairs(("Dinner", 0, 0)).lay_out(SIZE, style))
    assert coloured(sheet, style.accent.name()).isEmpty()
