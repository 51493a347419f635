"""Reads calendars now, for a command: fetched, understood, and kept for everybody."""

from collections.abc import Mapping
from contextlib import ExitStack
from datetime import timedelta

from presence.calendars.reading.reader import read_now
from presence.calendars.shelf import Shelf
from presence.calendars.sources.make import make_source, needs_secret, secret_name
from presence.cli.context import Context
from presence.core.coming.chosen import ChosenCalendar, SourceKind
from presence.core.coming.fetched import Failure, Fetched, Source
from presence.core.errors import SecretError

BEHIND, AHEAD = timedelta(days=60), timedelta(days=60)


def shelf_of(context: Context) -> Shelf:
    """The last good copies."""
    return Shelf(context.paths.calendars)


def read_all(context: Context, chosen: Mapping[str, ChosenCalendar]) -> dict[str, Failure | None]:
    """Each of these read now; why it could not be, None where it was."""
    return {name: read_one(context, name, calendar) for name, calendar in chosen.items()}


def read_one(
    context: Context, calendar_id: str, chosen: ChosenCalendar, secret: str | None = None
) -> Failure | None:
    """A calendar read now, with a secret that is given or in the keyring."""
    from presence.calendars.sources.blocking import Here  # Qt
    from presence.logs import keep_silent

    keep_silent()
    shelf = shelf_of(context)
    start, end = context.now - BEHIND, context.now + AHEAD
    if secret is None and needs_secret(chosen):
        secret = _kept_secret(context, calendar_id)
    with Here() as here, ExitStack() as stack:
        if chosen.source is SourceKind.DESKTOP:
            from presence.desktop.calendars.eds import EdsSource
            from presence.desktop.dbus_qt import QtBus

            bus = QtBus()
            stack.callback(bus.close)
            source: Source = EdsSource(bus, chosen.address)
        else:
            source = make_source(chosen, secret, here.network)
        brought = here.fetch(source, shelf.state(calendar_id), start, end)
    if isinstance(brought, Failure):
        shelf.note_failure(calendar_id, brought, context.now)
        return brought
    return _keep(context, shelf, calendar_id, brought)


def _keep(context: Context, shelf: Shelf, calendar_id: str, brought: Fetched) -> Failure | None:
    start, end = context.now - BEHIND, context.now + AHEAD
    parts = shelf.parts(calendar_id) if brought.parts is None else brought.parts
    reading = read_now(calendar_id, parts, start, end, context.zone_name)
    if isinstance(reading, Failure):
        shelf.note_failure(calendar_id, reading, context.now)
        return reading
    shelf.keep(calendar_id, brought, reading, start, end, context.now)
    return None


def _kept_secret(context: Context, calendar_id: str) -> str | None:
    from presence.secrets import Keyring

    try:
        return Keyring(context.paths.keyring_service).get(secret_name(calendar_id))
    except SecretError:
        return None
