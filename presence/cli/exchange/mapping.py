"""``import csv --map start=Beginn --dates dmy``: what the columns of any table are."""

from argparse import ArgumentParser, Namespace

from presence.core.errors import ErrorCode, NotUnderstood
from presence.exchange.formats import Format
from presence.exchange.mapped.columns import Field
from presence.exchange.mapped.guess import Mapping
from presence.exchange.mapped.order import DateOrder
from presence.exchange.mapped.reading import Wishes
from presence.texts import _
from presence.words.exchange.mapping import mapping_line

_NAMES = [each.value for each in Field]


def add_mapping(parser: ArgumentParser) -> None:
    add = parser.add_argument
    about = _("csv: the column that is one of {names}; may be said several times")
    add(
        "--map",
        action="append",
        default=[],
        metavar=_("WHAT=COLUMN"),
        help=about.format(names=", ".join(_NAMES)),
    )
    add(
        "--dates",
        choices=[each.value for each in DateOrder],
        help=_("csv: whether days are written day first (dmy), month first or year first"),
    )


def wishes_of(arguments: Namespace, wanted: Format) -> Wishes:
    """What was said of the columns; raises NotUnderstood."""
    words = (("--map", arguments.map), ("--dates", arguments.dates))
    if wanted is not Format.CSV:
        for word in (word for word, value in words if value):
            raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=wanted.value, second=word)
    columns: dict[Field, str] = {}
    for text in arguments.map:
        name, _sign, heading = text.partition("=")
        if name not in _NAMES or not heading:
            raise NotUnderstood(ErrorCode.BAD_MAPPING, text=text, candidates=", ".join(_NAMES))
        columns[Field(name)] = heading
    return Wishes(columns, None if arguments.dates is None else DateOrder(arguments.dates))


def said_mapping(mapping: Mapping) -> str:
    """How the columns were understood, in one line."""
    columns = {which.value: mapping.heading(which) for which in Field if which in mapping.columns}
    unit = mapping.unit.value if Field.LENGTH in mapping.columns else ""
    return mapping_line(columns, mapping.order.value, unit, mapping.decimal)
