"""``uninstall``: every trace outside the log is taken away, and the log as the person chooses."""

import os
from argparse import SUPPRESS, ArgumentParser, Namespace
from collections.abc import Iterator

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.leaving.rest import come_to_rest, nobody_at_home, running_title
from presence.cli.leaving.traces import Gone, LogWish, Traces
from presence.cli.safety.consent import ask_for_yes
from presence.core.errors import ErrorCode, NotUnderstood, PresenceError, Refused, StoreError
from presence.texts import _
from presence.words.safety import leaving

FLAGS = {"keep_log": "--keep-log", "export_log": "--export-log", "delete_log": "--delete-log"}


def _uninstall_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("--keep-log", action="store_true", help=_("the log stays, with its backups (the default)"))
    add(
        "--export-log",
        metavar=_("FILE"),
        help=_("write everything into a file (JSON Lines), then delete the log"),
    )
    add("--delete-log", action="store_true", help=_("the log goes as well, and its backups"))
    add("--dry-run", action="store_true", help=_("only show what would go"))
    add("--yes", action="store_true", help=_("do not ask"))
    add("--in-window", action="store_true", help=SUPPRESS)  # says so in a window: for the app


def _uninstall(context: Context, arguments: Namespace) -> int:
    if not arguments.in_window:
        return _leave(context, arguments)
    from presence.cli.leaving.last_words import show_last_words
    from presence.words.errors import explain

    try:
        return _leave(context, arguments)
    except PresenceError as error:
        show_last_words((), (), (" ".join(explain(error)),))
        raise


def _leave(context: Context, arguments: Namespace) -> int:
    wish = _wish(arguments)
    if arguments.export_log and os.path.lexists(os.path.expanduser(arguments.export_log)):
        raise Refused(ErrorCode.FILE_EXISTS, path=arguments.export_log)  # before anything is ended
    traces = Traces(context.paths, context.settings, wish)
    would_go = traces.foresee()
    running = running_title(context, only_looks=arguments.dry_run)
    if not context.as_json and (arguments.dry_run or wish is not LogWish.KEEP):
        context.say("\n".join((*_before(would_go, wish, running), *_stays(context, wish))))
    if arguments.dry_run:
        if context.as_json:
            context.say_record(_record(context, wish, would_go, is_done=False))
        return 0
    if wish is not LogWish.KEEP and would_go:
        flag = FLAGS[f"{_name(wish)}_log"]
        named = f' "{arguments.export_log}"' if wish is LogWish.EXPORT else ""
        ask_for_yes(arguments, _("Take it away?"), f"presence uninstall {flag}{named} --yes")
    if wish is not LogWish.KEEP:
        _refuse_while_it_is_written(context)
    come_to_rest(context)
    with nobody_at_home(context) as let_go:
        exported = _export(context, arguments.export_log) if arguments.export_log else None
        context.close()
        gone = traces.take_away(let_go, arguments.export_log)
    if arguments.in_window:
        _show(context, wish, gone, exported, arguments.export_log)
    elif context.as_json:
        context.say_record(_record(context, wish, gone.paths, True, gone, exported))
    else:
        context.say("\n".join(_after(context, wish, gone, exported, arguments.export_log)))
        _warn(context, gone)
    return int(bool(gone.troubles))


def _refuse_while_it_is_written(context: Context) -> None:
    """Raises Refused for a long work of another command: half of it would be written or deleted."""
    from presence.store.importing.long_work import is_at_work

    if is_at_work(context.paths.data):
        raise Refused(ErrorCode.IMPORT_RUNNING)


def _wish(arguments: Namespace) -> LogWish:
    """Raises NotUnderstood for two of them."""
    said = [flag for name, flag in FLAGS.items() if getattr(arguments, name)]
    if len(said) > 1:
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=said[0], second=said[1])
    if arguments.export_log:
        return LogWish.EXPORT
    return LogWish.DELETE if arguments.delete_log else LogWish.KEEP


def _name(wish: LogWish) -> str:
    return wish.name.lower()


def _export(context: Context, path: str) -> int | None:
    """Everything, into a file that is not there yet; None where there is no log. Raises Refused.

    And StoreError for a log that is gone or damaged: its backups are the best there is of it.
    """
    from presence.exchange.formats import Format, export_sessions
    from presence.store import refuse_to_begin_anew
    from presence.store.verify import verify

    database = context.paths.database
    if not os.path.lexists(database):
        refuse_to_begin_anew(context.paths)
        return None
    verdict = verify(database)
    if not verdict.is_ok:
        detail = verdict.problems[0].detail
        raise StoreError(ErrorCode.LOG_IS_DAMAGED, path=str(database), detail=detail)
    now = context.now.astimezone(context.zone)
    with context.log.whole() as log:
        count = log.count()
        export_sessions(log, path, Format.JSONL, now, None, False, False, lambda _done: None)
    return count


def _before(would_go: tuple[str, ...], wish: LogWish, running: str) -> Iterator[str]:
    if running:
        yield leaving.session_ends_line(running)
    if not would_go:
        yield leaving.nothing_line()
        return
    yield leaving.goes_line()
    yield from (f"  {path}" for path in would_go)
    if wish is not LogWish.KEEP:
        yield leaving.no_way_back_line()


def _stays(context: Context, wish: LogWish) -> Iterator[str]:
    if wish is LogWish.KEEP and context.paths.database.exists():
        yield leaving.log_kept_line(str(context.paths.database))


def _after(
    context: Context, wish: LogWish, gone: Gone, exported: int | None, path: str | None
) -> Iterator[str]:
    from presence.desktop.integration.installed import how_to_remove

    if exported is not None and path is not None:
        yield leaving.log_exported_line(exported, path)
    if gone.paths:
        yield leaving.gone_line()
        yield from (f"  {each}" for each in gone.paths)
    elif not gone.troubles:
        yield leaving.nothing_line()
    yield from _stays(context, wish)
    yield leaving.program_line(how_to_remove())


def _show(
    context: Context, wish: LogWish, gone: Gone, exported: int | None, path: str | None
) -> None:
    from presence.cli.leaving.last_words import show_last_words
    from presence.words.errors import explain

    listed = {leaving.gone_line(), *(f"  {each}" for each in gone.paths)}
    said = [line for line in _after(context, wish, gone, exported, path) if line not in listed]
    show_last_words(said, gone.paths, [" ".join(explain(each)) for each in gone.troubles])


def _warn(context: Context, gone: Gone) -> None:
    if gone.troubles:
        context.warn(leaving.left_line())
    for trouble in gone.troubles:
        context.warn_of(trouble)


def _record(
    context: Context,
    wish: LogWish,
    paths: "list[str] | tuple[str, ...]",
    is_done: bool,
    gone: Gone | None = None,
    exported: int | None = None,
) -> dict[str, object]:
    from presence.desktop.integration.installed import how_to_remove
    from presence.words.records import error_record

    troubles = [] if gone is None else gone.troubles
    return {
        "removed": is_done,
        "paths": list(paths),
        "log": wish.value,
        "exported_sessions": exported,
        "left": [error_record(each)["error"] for each in troubles],
        "program": how_to_remove(),
    }


COMMANDS = {
    "uninstall": Command(
        lambda: _("take every trace away before you remove Presence"),
        _uninstall_arguments,
        _uninstall,
    )
}
