"""What waited while it was quiet, in a line: how many, of which programs, never what they say."""

from presence.core.lease import MuteReport
from presence.texts import _, ngettext

MOST_NAMED = 4


def waiting_line(report: MuteReport) -> str:
    """``3 notifications waited: Mail 2, Chat 1. They appear now.``; "" where none is known."""
    waited = report.waited
    if waited is None or waited.count == 0:
        return ""
    line = ngettext(
        "{count} notification waited", "{count} notifications waited", waited.count
    ).format(count=waited.count)
    by_count = sorted(waited.programs.items(), key=lambda item: (-item[1], item[0].casefold()))
    named = [f"{name} {count}" for name, count in by_count[:MOST_NAMED] if name]
    others = sum(count for name, count in by_count if not name or f"{name} {count}" not in named)
    if others and named:
        named.append(_("others {count}").format(count=others))
    if named:
        line = _("{what}: {programs}").format(what=line, programs=", ".join(named))
    if report.floods:
        return _("{sentence}. They appear now, all at once.").format(sentence=line)
    return f"{line}."
