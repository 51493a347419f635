"""Bars for each person, and the legend that wraps."""

from dataclasses import replace

from PySide6.QtCore import QLocale, QRectF, QSizeF
from PySide6.QtGui import QImage

from presence.drawing.legend import Legend, LegendEntry
from presence.drawing.picture import spot_at
from presence.drawing.row_bars import Row, RowBars
from presence.drawing.style import ChartStyle
from tests.drawing.conftest import SIZE, Draw

LONG = "Wolfeschlegelsteinhausenbergerdorff-Ravindranathan the Younger " * 4
KINDS = ("Meeting", "Coffee", "Dinner", "Family", "Event", "Walk", "Alone")


def rows(*names: str) -> RowBars:
    return RowBars(
        [Row(name, 9.0 - i, f"{9 - i} h", f"{name}: {9 - i} h") for i, name in enumerate(names)]
    )


def coloured(sheet: QImage, colour: str) -> QRectF:
    """The smallest rectangle around every pixel of a colour."""
    found = [
        (x, y)
        for x in range(sheet.width())
        for y in range(sheet.height())
        if sheet.pixelColor(x, y).name() == colour
    ]
    xs, ys = [x for x, _ in found], [y for _, y in found]
    return QRectF(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)) if found else QRectF()


def test_each_person_can_be_pointed_at(style: ChartStyle) -> None:
    drawn = rows("Ana", "Tom").lay_out(SIZE, style)
    assert [spot.says for spot in drawn.spots] == ["Ana: 9 h", "Tom: 8 h"]
    assert spot_at(drawn.spots, drawn.spots[1].place.center()) == drawn.spots[1]


def test_the_longest_bar_leaves_room_for_its_words(style: ChartStyle, draw: Draw) -> None:
    sheet = draw(rows("Ana").lay_out(SIZE, style))
    bar = coloured(sheet, style.accent.name())
    assert bar.width() > SIZE.width() * 0.7
    assert bar.right() < SIZE.width() - 20


def test_a_very_long_name_leaves_most_of_the_width_to_the_bar(
    style: ChartStyle, draw: Draw
) -> None:
    bar = coloured(draw(rows(LONG).lay_out(SIZE, style)), style.accent.name())
    assert bar.width() > SIZE.width() * 0.4


def test_from_right_to_left_bars_grow_to_the_left(
    style: ChartStyle, mirrored: ChartStyle, draw: Draw
) -> None:
    chart = rows("Ana", "Tom", "Zoë")
    plain = coloured(draw(chart.lay_out(SIZE, style)), style.accent.name())
    turned = coloured(draw(chart.lay_out(SIZE, mirrored)), style.accent.name())
    assert abs(plain.left() - (SIZE.width() - 1 - turned.right())) <= 1.5


def test_the_height_asked_for_holds_every_row(style: ChartStyle) -> None:
    chart = replace(rows("Ana", "Tom", "Zoë"), more="and 4 more people")
    drawn = chart.lay_out(SIZE, style)
    assert drawn.spots[-1].place.bottom() <= chart.height_for(SIZE.width(), style)


def test_nobody_is_an_empty_picture(style: ChartStyle, draw: Draw) -> None:
    drawn = RowBars(()).lay_out(SIZE, style)
    assert not drawn.spots
    assert coloured(draw(drawn), style.accent.name()).isEmpty()


def legend() -> Legend:
    return Legend([LegendEntry(name.lower(), name, "3 h", f"{name}: 3 h") for name in KINDS])


def test_a_legend_wraps_where_the_line_ends(style: ChartStyle) -> None:
    wide, narrow = legend().height_for(2000, style), legend().height_for(200, style)
    assert narrow > wide * 2
    for spot in legend().lay_out(QSizeF(200, narrow), style).spots:
        assert spot.place.right() <= 200
        assert spot.place.bottom() <= narrow


def test_legend_entries_do_not_overlap(style: ChartStyle) -> None:
    spots = legend().lay_out(QSizeF(420, 200), style).spots
    for i, one in enumerate(spots):
        assert not any(one.place.intersects(other.place) for other in spots[i + 1 :])


def test_a_legend_shows_each_kinds_colour(style: ChartStyle, draw: Draw) -> None:
    sheet = draw(legend().lay_out(SIZE, style))
    for slot in ("meeting", "dinner"):
        assert not coloured(sheet, style.series[slot].name()).isEmpty()


def test_numbers_are_painted_in_the_persons_digits(style: ChartStyle, draw: Draw) -> None:
    plain = draw(rows("Ana").lay_out(SIZE, style))
    persian = replace(style, locale=QLocale("fa_IR"))
    assert draw(rows("Ana").lay_out(SIZE, persian)) != plain


def test_a_share_is_measured_against_the_whole_and_not_against_the_greatest(
    style: ChartStyle, draw: Draw
) -> None:
    half = RowBars([Row("Dinner", 0.5, "50 %", "Dinner: 50 %")], whole=1.0)
    full = RowBars([Row("Dinner", 0.5, "50 %", "Dinner: 50 %")])
    narrow = coloured(draw(half.lay_out(SIZE, style)), style.accent.name())
    wide = coloured(draw(full.lay_out(SIZE, style)), style.accent.name())
    assert abs(narrow.width() / wide.width() - 0.5) < 0.02


def test_a_kind_has_its_colour_and_nothing_at_all_has_no_bar(style: ChartStyle, draw: Draw) -> None:
    chart = RowBars(
        [Row("Dinner", 2, "2", "Dinner: 2", slot="dinner"), Row("Coffee", 0, "0", "Coffee: 0")]
    )
    sheet = draw(chart.lay_out(SIZE, style))
    assert not coloured(sheet, style.series["dinner"].name()).isEmpty()
    assert coloured(sheet, style.accent.name()).isEmpty()


def test_a_row_gives_back_what_a_click_asks_for(style: ChartStyle) -> None:
    chart = RowBars([Row("Ana", 2, "2 h", "Ana: 2 h", opens=("with", "Ana"))])
    assert chart.lay_out(SIZE, style).spots[0].opens == ("with", "Ana")
