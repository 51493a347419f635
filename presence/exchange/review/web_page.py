"""The review as one web page: sentences, charts, their numbers; no script, no address outside."""

import re
from collections.abc import Iterator, Sequence
from html import escape

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QRect, QSizeF
from PySide6.QtGui import QPainter
from PySide6.QtSvg import QSvgGenerator

from presence.drawing.picture import Chart
from presence.drawing.review.table import PlainTable
from presence.drawing.sheet import Block, Drawing, Role, Text
from presence.drawing.style import ChartStyle
from presence.texts import _, current_language, is_right_to_left

WIDTH = 720.0  # of the sheet, in CSS pixels
SCALE = 1.4  # from the type on paper to that on a page
_TAGS = {Role.TITLE: "h1", Role.HEADING: "h2", Role.PLAIN: "p", Role.QUIET: 'p class="quiet"'}
_STYLE = """
:root { color-scheme: light; }
body { margin: 2rem auto; max-width: 45rem; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif;
       overflow-wrap: anywhere; background: var(--ground); color: var(--text); }
h1 { font-size: 1.7rem; line-height: 1.2; } h2 { font-size: 1.1rem; margin: 2rem 0 .3rem; }
p { margin: .3rem 0; } .quiet { color: var(--dim); font-size: .9rem; }
svg { max-width: 100%; height: auto; display: block; }
table { border-collapse: collapse; font-size: .9rem; margin: .5rem 0; width: 100%; }
th, td { text-align: start; padding: .2rem .8rem .2rem 0; border-bottom: 1px solid var(--grid); }
summary { color: var(--accent); font-size: .9rem; cursor: pointer; }
section { break-inside: avoid; }
@media print { body { margin: 0; max-width: none; } details:not([open]) { display: none; } }
"""


def web_page(blocks: Sequence[Block], style: ChartStyle) -> str:
    """The whole file; texts are escaped, and whatever they hold is shown as plain text."""
    title = next((each.words for each in blocks if isinstance(each, Text)), "Presence")
    direction = "rtl" if is_right_to_left() else "ltr"
    language = escape(current_language().replace("_", "-"), quote=True)
    body = "\n".join(piece for block in blocks for piece in _pieces(block, style))
    colours = " ".join(
        f"--{name}: {getattr(style, name).name()};"
        for name in ("ground", "text", "dim", "grid", "accent")
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8"/>\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        '<meta http-equiv="Content-Security-Policy"'
        " content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
        f"<title>{escape(title)}</title>\n<style>:root {{ {colours} }}{_STYLE}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _pieces(block: Block, style: ChartStyle) -> Iterator[str]:
    if isinstance(block, Text):
        tag = _TAGS[block.role]
        yield f"<{tag}>{escape(style.digits(block.words))}</{tag.partition(' ')[0]}>"
        return
    yield "<section>"
    if block.title:
        yield f"<h2>{escape(block.title)}</h2>"
    if block.note:
        yield f'<p class="quiet">{escape(style.digits(block.note))}</p>'
    yield _drawn(block, style)
    if block.numbers is not None:
        yield from _table(block.numbers(), style)
    yield "</section>"


def _table(table: PlainTable, style: ChartStyle) -> Iterator[str]:
    yield f"<details><summary>{escape(_('In numbers'))}</summary>"
    yield f'<table aria-label="{escape(table.name, quote=True)}">'
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in table.head)
    yield f"<thead><tr>{head}</tr></thead><tbody>"
    for first, *others in table.rows:
        cells = "".join(f"<td>{escape(style.digits(each))}</td>" for each in others)
        yield f'<tr><th scope="row">{escape(style.digits(first))}</th>{cells}</tr>'
    yield "</tbody></table></details>"


def _drawn(drawing: Drawing, style: ChartStyle) -> str:
    """The chart as SVG within the page, named for who cannot see it."""
    svg = _svg(drawing.chart, WIDTH / SCALE * drawing.widest, style)
    name = escape(drawing.title or drawing.note, quote=True)
    role = f'<svg role="img" aria-label="{name}"' if name else '<svg aria-hidden="true"'
    return svg.replace("<svg", role, 1)


def _svg(chart: Chart, width: float, style: ChartStyle) -> str:
    size = QSizeF(width, chart.height_for(width, style)).toSize()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRect(QPoint(), size))
    painter = QPainter(generator)
    chart.lay_out(QSizeF(size), style).paint(painter)
    painter.end()
    drawn = bytes(buffer.data().data()).decode()
    drawn = drawn[drawn.index("<svg") :]
    # What Qt says of itself would be a tooltip here, and its size is in millimetres.
    drawn = re.sub(r"<(title|desc)>[^<]*</\1>\s*", "", drawn)
    head, mark, rest = drawn.partition(">")
    head = re.sub(r' (xmlns:xlink|width|height)="[^"]*"', "", head)
    shown = size * SCALE
    return f'{head} width="{shown.width()}" height="{shown.height()}"{mark}{rest}'
