"""Looks at a screen by hour, reason and source: as charts name them and a filter asks for them."""

from presence.core.editing.looks import AskedLooks
from presence.core.slip import SlipReason, SlipSource
from presence.texts import _
from presence.words.dates import uses_12_hours
from presence.words.session import reason_name, source_name


def hour_label(hour: int) -> str:
    """``19``, or ``7 PM`` where people write that."""
    if not uses_12_hours():
        return str(hour)
    half = _("AM") if hour < 12 else _("PM")
    return f"{hour % 12 or 12} {half}"


def hour_span(hour: int) -> str:
    """``19 to 20``."""
    return _("{hour} to {next}").format(hour=hour_label(hour), next=hour_label((hour + 1) % 24))


def why(reason: SlipReason | None) -> str:
    """A reason, also where there is none."""
    return _("nobody said why") if reason is None else reason_name(reason)


def asked_looks_line(looks: AskedLooks) -> str:
    """``looked at a screen: 19 to 20, habit``."""
    parts = [hour_span(hour) for hour in sorted(looks.hours)]
    parts += [why(reason) for reason in (None, *SlipReason) if reason in looks.reasons]
    parts += [source_name(source) for source in SlipSource if source in looks.sources]
    if not parts:
        return _("looked at a screen")
    return _("looked at a screen: {which}").format(which=", ".join(parts))
