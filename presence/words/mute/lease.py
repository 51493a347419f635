"""What is held on this desktop, by whom and until when, in words and for scripts."""

from datetime import datetime, tzinfo

from presence.core.lease import Lease
from presence.texts import _
from presence.words.dates import moment
from presence.words.mute import mechanism_name


def lease_lines(lease: Lease, holder_lives: bool, zone: tzinfo, now: datetime) -> list[str]:
    """Who holds it since when and until when, then a line for each thing held."""
    since, until = moment(lease.taken_at, zone, now), moment(lease.until, zone, now)
    if holder_lives:
        holder = _("held by Presence (process {pid})").format(pid=lease.holder.pid)
    else:
        holder = _("left by a Presence that is gone (process {pid})").format(pid=lease.holder.pid)
    span = _("since {time}, until {end} at the latest").format(time=since, end=until)
    lines = [f"{holder} {span}"]
    for held in lease.held:
        name = mechanism_name(held.name.rpartition("/")[2])
        before = _("was {state} before").format(state=state_word(held.was))
        lines.append(f"  {name}: {before}. {held.by_hand}")
    return lines


def state_word(was: str) -> str:
    """What a mechanism calls the state before, in the person's language."""
    words = {"on": _("on"), "off": _("off"), "unset": _("unset"), "": _("not known")}
    return words.get(was, was)


def lease_record(lease: Lease, holder_lives: bool) -> dict[str, object]:
    """The lease for scripts; keys may be added, never changed."""
    return {
        "pid": lease.holder.pid,
        "alive": holder_lives,
        "taken_at": lease.taken_at.isoformat(),
        "until": lease.until.isoformat(),
        "held": [
            {"name": held.name, "was": held.was, "by_hand": held.by_hand} for held in lease.held
        ],
    }
