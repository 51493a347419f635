"""``import``: what a file holds into the log; each line that is left out is named."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import BinaryIO

from presence.calendars.reading.for_import import read_calendar
from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.exchange.files import TERMINAL, add_words, format_and_file
from presence.cli.exchange.mapping import add_mapping, said_mapping, wishes_of
from presence.cli.exchange.paused import Pausing
from presence.cli.exchange.progress import ProgressLine
from presence.cli.exchange.rejected import add_rejects, check_rejects, write_rejects
from presence.cli.exchange.stopped import say_stopped
from presence.cli.long_work import at_long_work
from presence.cli.table import cut, plain
from presence.core.exchange.arrival import Arrival, Imported, LeftOut
from presence.core.exchange.unfinished import Unfinished
from presence.core.ports import Change, ChangeKind
from presence.exchange.formats import Format, Way, head_of, read, recognised
from presence.exchange.mapped.reading import Wishes, checked, mapping_of, read_by, table_in
from presence.exchange.opening import opened, refuse_empty
from presence.exchange.sheet import is_another
from presence.exchange.untold import Untold
from presence.store import new_id
from presence.store.importing.importer import Wish
from presence.texts import _
from presence.words.dates import grouped
from presence.words.exchange.imported import (
    imported_lines,
    imported_record,
    left_out_line,
    unfinished_line,
)
from presence.words.exchange.left_out import unnamed_line
from presence.words.kinds import spellings

SHOWN = 20  # lines that were left out; --json has all of them


def _import_arguments(parser: ArgumentParser) -> None:
    add_words(parser, Way.IN)
    add = parser.add_argument
    add("--dry-run", action="store_true", help=_("only show what it would do"))
    add(
        "--update",
        action="store_true",
        help=_("where the log has an entry with other content, take the file's"),
    )
    about = _("activitywatch: the phone's unlocks within sessions, to be accepted or not")
    add("--unlocks", action="store_true", help=about)
    add_rejects(parser)
    add_mapping(parser)


def _import(context: Context, arguments: Namespace) -> int:
    from presence.cli.leftover import settle_leftover

    wanted, path = format_and_file(arguments, Way.IN)
    wishes = wishes_of(arguments, wanted)
    check_rejects(arguments)
    if arguments.unlocks:
        from presence.cli.exchange.unlocks import check_unlocks, import_unlocks

        check_unlocks(arguments, wanted)
        settle_leftover(context)
        with _opened(path, wanted) as stream:
            return import_unlocks(context, stream, path)
    settle_leftover(context)
    name = os.path.basename(os.path.abspath(path))
    with _opened(path, wanted) as stream, ProgressLine() as line, Pausing() as pausing:

        def told(done: int, count: int | None) -> None:
            line.say(_how_far(done, count))
            pausing.look()

        wish = Wish(
            Change(ChangeKind.IMPORTED, new_id(), name, context.now),
            update=arguments.update,
            dry_run=arguments.dry_run,
            told=told,
        )
        log = context.log
        importer, unfinished = log.importer(), Unfinished(log.kinds(), log.get, context.now)
        arrivals = _arrivals(context, stream, path, wanted, wishes)
        with nullcontext() if arguments.dry_run else at_long_work(context):
            try:
                imported = importer.run(unfinished.ended(arrivals), wish)
            except KeyboardInterrupt:
                say_stopped(context)
                raise
    if not arguments.dry_run:
        context.tell_app()
    _say(context, imported, arguments.dry_run, unfinished.count)
    write_rejects(context, arguments, wanted, imported)
    return 0


def _arrivals(
    context: Context, stream: BinaryIO, path: str, wanted: Format, wishes: Wishes
) -> Iterator[Arrival | LeftOut]:
    """What the file holds; of a table of another program it is said how it was understood."""
    head = head_of(stream)
    is_known = wanted is not Format.CSV or not is_another(head) or recognised(head)
    if is_known and wishes == Wishes():
        return read(stream, path, wanted, _untold(context))
    table = table_in(stream, path)
    mapping = checked(mapping_of(table, path, wishes), path)
    if not context.as_json:
        context.say(said_mapping(mapping))
    return read_by(table, mapping, _untold(context))


def _how_far(done: int, count: int | None) -> str:
    if count is None:
        return _("{done} lines read").format(done=grouped(done))
    return _("{done} of {count} sessions").format(done=grouped(done), count=grouped(count))


def _untold(context: Context) -> Untold:
    """What holds where a CSV file of another program says nothing."""
    kinds = context.log.kinds()
    words = {word: kind.key for kind in kinds for word in spellings(kind)}
    settings = context.settings
    me = frozenset(address.lower() for address in settings.me)
    usual = kinds.still(settings.default_kind)
    return Untold(context.now, context.zone_name, usual, words, read_calendar, me)


@contextmanager
def _opened(path: str, wanted: Format) -> Iterator[BinaryIO]:
    if path == TERMINAL:
        refuse_empty(sys.stdin.buffer, path)
        yield sys.stdin.buffer
        return
    with opened(path, wanted) as stream:
        yield stream


def _say(context: Context, imported: Imported, is_dry: bool, unfinished: int) -> None:
    if context.as_json:
        context.say_record({**imported_record(imported), "without_end": unfinished})
        return
    for line in imported_lines(imported, is_dry):
        context.say(line)
    if unfinished:
        context.say(unfinished_line(unfinished))
    for left_out in imported.left_out[:SHOWN]:
        context.say(cut("  " + plain(left_out_line(left_out))))
    more = len(imported.left_out) - SHOWN
    if more > 0:
        context.say(_("  … and {count} more; --json names them.").format(count=grouped(more)))
    if imported.unnamed:
        context.say(f"  {unnamed_line(imported.unnamed)}")


COMMANDS = {
    "import": Command(lambda: _("put what a file holds into the log"), _import_arguments, _import),
}
