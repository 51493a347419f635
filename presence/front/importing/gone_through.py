"""A file gone through piece by piece: to see what an import would do, or to do it."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO
from zoneinfo import ZoneInfo

from presence.calendars.reading.for_import import read_calendar
from presence.core.editing.in_pieces import InPieces
from presence.core.exchange.arrival import Arrival, Imported, LeftOut, Why
from presence.core.exchange.unfinished import Unfinished
from presence.core.ports import Change, ChangeKind
from presence.exchange.formats import Format, read
from presence.exchange.mapped.reading import read_by, table_in
from presence.exchange.opening import opened
from presence.exchange.untold import Untold
from presence.front.context import Context
from presence.front.importing.beside import read_beside
from presence.front.importing.columns import ChosenColumns
from presence.front.importing.understood import Understood
from presence.front.log.searched import searched
from presence.store.importing.importer import Wish
from presence.words.exchange.imported import imported_lines, unfinished_line
from presence.words.kinds import spellings

Result = tuple[Imported, list[str], list[str]]  # with what is said of it, and its first rows


@dataclass(frozen=True, slots=True)
class FileToImport:
    """A file, and how it is read; ``columns`` are those of a table of another program."""

    path: str
    format: Format
    columns: ChosenColumns | None


def gone_through(
    context: Context, file: FileToImport, import_id: str, update: bool, is_dry: bool
) -> InPieces[Result]:
    """Nothing in the app waits for it, and it leaves nothing when it is stopped."""
    log, now = searched(context.log), context.clock.now()
    because = Change(ChangeKind.IMPORTED, import_id, os.path.basename(file.path), now)
    wish = Wish(because, update=update, dry_run=is_dry)
    understood, unfinished = Understood(), Unfinished(log.kinds(), log.get, now)
    with opened(file.path, file.format) as stream:
        arrivals = _arrivals(stream, file, _untold(context))
        if file.format is Format.ICS:  # which waits for another process
            arrivals = iter((yield from read_beside(partial(list, arrivals))))
        arrivals = unfinished.ended(arrivals)
        steps = log.importer().steps(understood.passing(arrivals), wish, gently=True)
        imported = yield from steps
    unread = tuple(each for each in imported.left_out if each.why is Why.REST_UNREAD)
    lines = imported_lines(replace(imported, left_out=unread, unnamed=0), is_dry)
    if unfinished.count:
        lines.append(unfinished_line(unfinished.count))
    return imported, lines, understood.lines(now, context.zone(), log.kinds())


def _arrivals(stream: BinaryIO, file: FileToImport, untold: Untold) -> Iterator[Arrival | LeftOut]:
    columns = file.columns
    if columns is None or columns.mapping is None:
        return read(stream, file.path, file.format, untold)
    table = table_in(stream, file.path)
    return read_by(table, columns.checked(table), untold)


def _untold(context: Context) -> Untold:
    kinds, settings, zone = context.log.kinds(), context.preferences.now, context.zone()
    words = {word: kind.key for kind in kinds for word in spellings(kind)}
    key = zone.key if isinstance(zone, ZoneInfo) else "UTC"
    me = frozenset(address.lower() for address in settings.me)
    usual = kinds.still(settings.default_kind)
    return Untold(context.clock.now(), key, usual, words, read_calendar, me)
