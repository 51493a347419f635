"""How the columns of a table of another program were understood."""

from collections.abc import Callable, Mapping

from presence.texts import _

# By the values of exchange.mapped.columns.Field and exchange.mapped.order.DateOrder.
_FIELDS: Mapping[str, Callable[[], str]] = {
    "date": lambda: _("day"),
    "start": lambda: _("start"),
    "end-date": lambda: _("last day"),
    "end": lambda: _("end"),
    "length": lambda: _("length"),
    "who": lambda: _("with whom"),
    "kind": lambda: _("kind"),
    "tags": lambda: _("tags"),
    "place": lambda: _("place"),
    "note": lambda: _("note"),
}
_ORDERS: Mapping[str, Callable[[], str]] = {
    "dmy": lambda: _("days are written day first"),
    "mdy": lambda: _("days are written month first"),
    "ymd": lambda: _("days are written year first"),
}
_ORDER_CHOICES: Mapping[str, Callable[[], str]] = {
    "dmy": lambda: _("day, month, year"),
    "mdy": lambda: _("month, day, year"),
    "ymd": lambda: _("year, month, day"),
}
_UNITS: Mapping[str, Callable[[], str]] = {
    "hours": lambda: _("numbers are hours"),
    "minutes": lambda: _("numbers are minutes"),
    "seconds": lambda: _("numbers are seconds"),
}


def field_name(field: str) -> str:
    """What a column is, for people."""
    return _FIELDS[field]()


def order_name(order: str) -> str:
    """In which order days are written."""
    return _ORDERS[order]()


def order_choice(order: str) -> str:
    """The same as something to choose."""
    return _ORDER_CHOICES[order]()


def numbers_line(unit: str, decimal: str) -> str:
    """``In lengths numbers are hours, and “,” is the decimal sign.``"""
    if decimal:
        text = _("In lengths {numbers}, and “{sign}” is the decimal sign.")
        return text.format(numbers=_UNITS[unit](), sign=decimal)
    return _("In lengths {numbers}.").format(numbers=_UNITS[unit]())


def mapping_line(columns: Mapping[str, str], order: str, unit: str, decimal: str) -> str:
    """``Understood: start is “Beginn”, length is “Dauer”; days are written day first; …``.

    ``columns`` are headings by fields; ``unit`` and ``decimal`` "" where there are no lengths.
    """
    each = _("{field} is “{heading}”")
    said = [each.format(field=field_name(name), heading=text) for name, text in columns.items()]
    parts = [", ".join(said), order_name(order)]
    if unit:
        parts.append(_UNITS[unit]())
    if decimal:
        parts.append(_("“{sign}” is the decimal sign").format(sign=decimal))
    return _("Understood: {what}.").format(what="; ".join(parts))
