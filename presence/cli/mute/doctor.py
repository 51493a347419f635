"""``mute doctor``: what this desktop offers, tried with a notification of our own and put back."""

import sys
from collections.abc import Sequence
from dataclasses import asdict

from presence.cli.context import Context
from presence.cli.table import plain, wrapped
from presence.core.lease import MuteDetail, MuteReport, MuteState
from presence.desktop.dbus import BusError, SessionBus
from presence.desktop.mute.choice import choice_of
from presence.desktop.mute.find import find_server
from presence.desktop.mute.trial import NOT_HERE, MechanismReport, examine, examine_and_try
from presence.logs import keep_silent
from presence.store.lease_file import LeaseFile
from presence.texts import _, ngettext
from presence.words.mute import mechanism_name, mute_line
from presence.words.mute.gets_through import gets_through
from presence.words.mute.lease import state_word

OTHER_SYSTEMS = ("windows", "macos")  # whose ways are not even loaded here
TRIED_FOR = 1.5  # seconds: the slowest server heeds its setting after one


def mute_doctor(context: Context, tries: bool) -> int:
    """Print it."""
    keep_silent()
    server = who_notifies()
    bus, choice = SessionBus(), choice_of(context.settings)
    is_held = context.paths.lease.exists()
    before = examine(bus, choice)
    ways = before
    if tries and not is_held:
        store = LeaseFile(context.paths.lease)
        ways = examine_and_try(store, bus, context.clock, choice, TRIED_FOR)
    if context.as_json:
        context.say_record([asdict(way) for way in ways])
        return 0
    seen = _ask_what_was_seen() if any(way.tried for way in ways) else ""
    after = examine(bus, choice)
    context.say(_("notifications: {server}").format(server=plain(server) or _("nobody")))
    for now, way, then in zip(before, ways, after, strict=True):
        if way.found:
            context.say(wrapped(_found_rows(way, now.detail, then.detail, seen)))
    if is_held:
        context.say(_("Something is muted now, so nothing was tried: see “presence mute”."))
    context.say(others_line(ways))
    if not any(way.found for way in ways):
        context.say(_detail(ways[0]))
        context.say(_no_way_line(context))
    return 0


def who_notifies() -> str:
    """Who draws the notifications here, with its version; "" where nobody does."""
    bus = SessionBus()
    try:
        with bus.at_work():
            server = find_server(bus)
    except BusError:
        return ""
    return f"{server.name} {server.version}" if server else ""


def ways_here(context: Context) -> tuple[MechanismReport, ...]:
    """Every mechanism; nothing is changed or started."""
    keep_silent()
    return examine(SessionBus(), choice_of(context.settings))


def way_row(way: MechanismReport) -> list[str]:
    """A mechanism of this desktop, in a line."""
    return [
        mechanism_name(way.mechanism),
        _("can be muted") if way.can_mute else _("cannot be muted"),
        _("lets go by itself") if way.released_on_crash else _("put back by the guard"),
        _detail(way),
    ]


def others_line(ways: Sequence[MechanismReport]) -> str:
    """What Presence knows beside that, and what nobody has run yet."""
    others = [mechanism_name(way.mechanism) for way in ways if not way.found and way.was_run]
    never = [mechanism_name(way.mechanism) for way in ways if not way.was_run]
    listed = {way.mechanism for way in ways}
    never += [mechanism_name(name) for name in OTHER_SYSTEMS if name not in listed]
    lines = [_("known, but not here: {names}").format(names=", ".join(others))]
    if never:
        lines.append(_("not yet run on a real one: {names}").format(names=", ".join(never)))
    return "\n".join(lines)


def _found_rows(way: MechanismReport, before: str, after: str, seen: str) -> list[tuple[str, str]]:
    rows = [(mechanism_name(way.mechanism), _("found"))]
    rows.append(("  " + _("before"), state_word(plain(before))))
    if way.tried:
        rows.append(("  " + _("while tried"), _while_tried(way)))
        if seen:
            rows.append(("  " + _("on the screen"), seen))
        rows.append(("  " + _("afterwards"), _afterwards(before, after)))
    elif not way.can_mute:
        rows.append(("  " + _("can be muted"), _detail(way)))
    crash = _("lets go by itself") if way.released_on_crash else _("put back by the guard")
    rows.append(("  " + _("after a crash"), crash))
    rows += [("", line) for line in _lines_to_add(way)]
    first, *rest = gets_through(way.mechanism)
    rows.append(("  " + _("gets through"), first))
    return [*rows, *(("", line) for line in rest)]


def _while_tried(way: MechanismReport) -> str:
    said = _detail(way)
    if way.held_back is None:
        return said
    count = ngettext("{count} held back", "{count} held back", way.held_back)
    return f"{said}, {count.format(count=way.held_back)}"


def _afterwards(before: str, after: str) -> str:
    if before == after:
        return _("{state}, as before").format(state=state_word(plain(after)))
    return _("{state}, not as before").format(state=state_word(plain(after)))


def _detail(way: MechanismReport) -> str:
    if way.detail == NOT_HERE:
        return mute_line(
            MuteReport(MuteState.NOT_MUTED, MuteDetail.NO_MECHANISM, note=plain(way.note))
        )
    try:
        detail = MuteDetail(way.detail)
    except ValueError:
        return state_word(plain(way.detail))
    state = MuteState.MUTED if way.can_mute else MuteState.NOT_MUTED
    return mute_line(MuteReport(state, detail, way.mechanism, note=plain(way.note)))


def _lines_to_add(way: MechanismReport) -> list[str]:
    if way.detail != MuteDetail.NEEDS_LINES.value:
        return []
    from presence.desktop.mute.foreign.mako_config import LINES

    heading = _("Add these lines to {path}, then “makoctl reload”:").format(path=plain(way.note))
    return [heading, *LINES]


def _ask_what_was_seen() -> str:
    """What only the person can know; "" where nobody sits at a terminal."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return ""
    answer = input(_("Did you see a notification just now? [y/N]") + " ").strip().casefold()
    yes = answer[:1] in {"y", _("yes")[:1].casefold()}
    return _("you saw it: it was not quiet") if yes else _("you saw nothing: it was quiet")


def _no_way_line(context: Context) -> str:
    return _(
        "Your own commands can do it: set mute_command, unmute_command and query_command in {path}."
    ).format(path=context.paths.settings)
