"""``verify``: proves that the log is whole, or a file beside it."""

import os
from argparse import ArgumentParser, Namespace

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.safety.kept import find_file
from presence.core.errors import ErrorCode, StoreError
from presence.store import backup, refuse_to_begin_anew
from presence.store.backups.shelf import add_offer
from presence.store.verify import Verdict, verify, verify_file
from presence.texts import _, ngettext
from presence.words.dates import full_date, grouped
from presence.words.records import iso
from presence.words.safety.verified import problem_line


def _verify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file", nargs="?", metavar=_("FILE"), help=_("a backup, in place of the log")
    )


def _verify(context: Context, arguments: Namespace) -> int:
    verdict = _verdict(context, arguments.file)
    if context.as_json:
        context.say_record(_record(verdict, context))
    else:
        context.say(_text(verdict, context))
    return 0 if verdict.is_ok else 1


def _verdict(context: Context, file: str | None) -> Verdict:
    if file is not None:
        return verify_file(find_file(context, file))
    database = context.paths.database
    if not os.path.lexists(database) or (database.is_file() and not database.stat().st_size):
        refuse_to_begin_anew(context.paths)
    try:
        _see_to_an_older_one(context)
        return verify(database)
    except StoreError as error:
        add_offer(error, context.paths)
        raise


def _see_to_an_older_one(context: Context) -> None:
    """One that is damaged stays as it is, and the verdict says so."""
    try:
        context.see_to_an_older_log()
    except StoreError as error:
        if error.code is not ErrorCode.LOG_IS_DAMAGED:
            raise


def _record(verdict: Verdict, context: Context) -> dict[str, object]:
    return {
        "ok": verdict.is_ok,
        "sessions": verdict.sessions,
        "people": verdict.people,
        "slips": verdict.slips,
        "first_at": iso(verdict.first_at, context.zone),
        "last_at": iso(verdict.last_at, context.zone),
        "problems": [{"what": each.what, "detail": each.detail} for each in verdict.problems],
    }


def _text(verdict: Verdict, context: Context) -> str:
    counts = [
        ngettext("{count} session", "{count} sessions", verdict.sessions),
        ngettext("{count} person", "{count} people", verdict.people),
        ngettext("{count} look at a screen", "{count} looks at a screen", verdict.slips),
    ]
    numbers = (verdict.sessions, verdict.people, verdict.slips)
    lines = [", ".join(t.format(count=grouped(n)) for t, n in zip(counts, numbers, strict=True))]
    if verdict.first_at is not None and verdict.last_at is not None:
        first, last = (
            full_date(at.astimezone(context.zone).date())
            for at in (verdict.first_at, verdict.last_at)
        )
        lines[0] += ", " + _("{first} to {last}").format(first=first, last=last)
    if verdict.is_ok:
        lines.append(_("Every row is as it was written."))
        return "\n".join(lines)
    lines += [problem_line(each.what, each.detail) for each in verdict.problems]
    newest = backup.newest(context.paths.backups)
    if newest is not None:
        lines.append(_("The newest backup is {path}.").format(path=newest))
    return "\n".join(lines)


COMMANDS = {
    "verify": Command(lambda: _("prove that the log is whole"), _verify_arguments, _verify),
}
