"""``restore``: what the log can be put back from, what that would change, and doing it."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.safety.consent import ask_for_yes
from presence.cli.safety.kept import counts_line, find_file, kept_record, kind_line
from presence.cli.table import plain, table
from presence.core.errors import ErrorCode, NotUnderstood, Refused, StoreError
from presence.store import new_id
from presence.store.backups.difference import Contents, Difference, contents, difference
from presence.store.backups.names import FileKind, kept_in, name_of
from presence.store.backups.restore import Restored, restore
from presence.store.backups.salvage import Salvaged, salvage
from presence.store.backups.shelf import everything, real_path
from presence.texts import _
from presence.words.safety.going_back import (
    back_line,
    changed_line,
    gone_line,
    not_known_line,
    nothing_differs_line,
    past_line,
    salvaged_lines,
)
from presence.words.safety.log_trouble import backup_time, session_count

SHOWN = 5  # sessions of each sort


def _restore_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("file", nargs="?", metavar=_("FILE"), help=_("a backup; without one they are listed"))
    add("--salvage", action="store_true", help=_("save what can be saved of a damaged log"))
    add("--dry-run", action="store_true", help=_("only show what it would change"))
    add("--yes", action="store_true", help=_("do not ask"))


def _restore(context: Context, arguments: Namespace) -> int:
    if arguments.salvage and arguments.dry_run:
        raise NotUnderstood(
            ErrorCode.CONFLICTING_WORDS, first="--salvage", second="--dry-run"
        )  # salvage writes a file; what putting that back would change is shown of the file
    if arguments.salvage:
        return _salvage(context, arguments)
    if arguments.file is None:
        for word in ("yes", "dry_run"):
            if getattr(arguments, word):
                raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("no FILE was named"))
        return _list(context)
    return _put_back(context, arguments, find_file(context, arguments.file))


def _list(context: Context) -> int:
    kept = everything(context.paths)
    if context.as_json:
        context.say_record({"files": [kept_record(each, context.zone) for each in kept]})
    elif not kept:
        context.say(_("There is no backup yet. “presence backup” makes one."))
    else:
        rows = [
            [
                backup_time(each.at, context.zone),
                kind_line(each.kind),
                counts_line(each, context.zone),
                each.path.name,
            ]
            for each in kept
        ]
        context.say(table(rows))
        context.say(_("“presence restore FILE” shows what going back to one would change."))
    return 0


def _put_back(context: Context, arguments: Namespace, file: Path) -> int:
    """The difference, a yes, and then the deed, while no app can start."""
    with _no_app(context, is_wanted=not arguments.dry_run):
        wanted = _contents_of(file)
        found = difference(_present(context), wanted)
        if not context.as_json:
            context.say("\n".join(_lines(context, found)))
        if arguments.dry_run:
            return _say_dry_run(context, file, found)
        ask_for_yes(arguments, _("Go back to it?"), f"presence restore {file.name} --yes")
        done = restore(context.paths, file, context.now, new_id)
    _say_done(context, file, found, done)
    return 0


def _lines(context: Context, found: Difference) -> Iterator[str]:
    if not found.is_known:
        yield not_known_line(len(found.back))
        return
    if found.is_nothing:
        yield nothing_differs_line()
    for headline, sessions in (
        (gone_line(len(found.gone)), found.gone),
        (back_line(len(found.back)), found.back),
        (changed_line(len(found.changed)), found.changed),
    ):
        if sessions:
            yield headline
            for session in sessions[:SHOWN]:
                yield f"  {plain(past_line(session, found.kinds, context.zone, context.now))}"
            if len(sessions) > SHOWN:
                yield "  …"


def _say_dry_run(context: Context, file: Path, found: Difference) -> int:
    if context.as_json:
        context.say_record(_record(file, found, None))
    return 0


def _say_done(context: Context, file: Path, found: Difference, done: Restored) -> None:
    if context.as_json:
        context.say_record(_record(file, found, done))
        return
    said = _("Put back: the log holds {sessions}.").format(sessions=session_count(done.sessions))
    if done.kept_as is not None:
        said += " " + _("The one from before is kept as {path}.").format(path=done.kept_as)
    context.say(said)


def _record(file: Path, found: Difference, done: Restored | None) -> dict[str, object]:
    return {
        "file": str(file),
        "gone": [session.id for session in found.gone],
        "back": [session.id for session in found.back],
        "changed": [session.id for session in found.changed],
        "restored": done is not None,
        "sessions": None if done is None else done.sessions,
        "kept_as": None if done is None or done.kept_as is None else str(done.kept_as),
    }


def _contents_of(file: Path) -> Contents:
    """What a file holds; the error of one that is damaged names it: it is not the log."""
    try:
        return contents(file)
    except StoreError as error:
        if error.code is ErrorCode.LOG_IS_DAMAGED:
            error.values["file"] = str(file)
        raise


def _present(context: Context) -> Contents | None:
    """What the log holds now; None where it cannot be read."""
    try:
        return contents(context.paths.database)
    except StoreError:
        return None


# Salvage


def _salvage(context: Context, arguments: Namespace) -> int:
    source = (
        find_file(context, arguments.file) if arguments.file else real_path(context.paths.database)
    )
    target = real_path(context.paths.database).parent / name_of(FileKind.SALVAGED, context.now)
    backups = [kept.path for kept in kept_in(context.paths.backups, FileKind.BACKUP)]
    saved = salvage(source, target, new_id, reversed(backups))
    if not context.as_json:
        for line in salvaged_lines(
            saved.path.name,
            sessions=(saved.sessions.saved, saved.sessions.known),
            people=(saved.people.saved, saved.people.known),
            changes=(saved.changes.saved, saved.changes.known),
            from_history=saved.from_history,
        ):
            context.say(line)
    elif not arguments.yes:
        context.say_record(_salvaged_record(saved))
    if arguments.yes:
        return _put_back(context, arguments, saved.path)
    return 0


def _salvaged_record(saved: Salvaged) -> dict[str, object]:
    record: dict[str, object] = {"path": str(saved.path), "from_history": saved.from_history}
    for name in ("sessions", "people", "kinds", "changes"):
        table_of = getattr(saved, name)
        record[name] = {"saved": table_of.saved, "known": table_of.known}
    return record


# The app


@contextmanager
def _no_app(context: Context, is_wanted: bool) -> Iterator[None]:
    """Hold the lock that only one app holds; raises Refused where one runs."""
    if not is_wanted:
        yield
        return
    from presence.link.instance import try_lock

    context.paths.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = try_lock(str(context.paths.instance_lock))
    if lock.error() is lock.LockError.LockFailedError:
        raise Refused(ErrorCode.APP_HAS_THE_LOG)
    try:
        yield
    finally:
        lock.unlock()


COMMANDS = {
    "restore": Command(lambda: _("put the log back from a backup"), _restore_arguments, _restore)
}
