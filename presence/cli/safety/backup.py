"""``backup``: makes one now."""

from argparse import Namespace

from presence.cli.command import Command, no_arguments
from presence.cli.context import Context
from presence.cli.safety.kept import counts_line, kept_record
from presence.core.errors import ErrorCode, Refused
from presence.store import backup, refuse_to_begin_anew
from presence.store.backups.names import FileKind, Kept
from presence.texts import _


def _backup(context: Context, _arguments: Namespace) -> int:
    database = context.paths.database
    if not database.exists():
        refuse_to_begin_anew(context.paths)
        raise Refused(ErrorCode.NO_LOG_YET)
    path = backup.write(database, context.paths.backups, context.now)
    kept = Kept(path, FileKind.BACKUP, context.now)
    if context.as_json:
        context.say_record(kept_record(kept, context.zone))
    else:
        context.say(f"{path}\n{counts_line(kept, context.zone)}")
    return 0


COMMANDS = {"backup": Command(lambda: _("copy the log now"), no_arguments, _backup)}
