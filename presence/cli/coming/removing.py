"""``calendar remove``: the calendar, its copy and its secret go."""

from presence.calendars.agenda import NO_CALENDARS
from presence.calendars.sources.make import secret_name
from presence.cli.coming.reading import shelf_of
from presence.cli.context import Context
from presence.core.errors import ErrorCode, Refused, SecretError
from presence.texts import _


def remove(context: Context, calendar_id: str) -> int:
    """What was entered into the log stays; the calendar itself is not touched."""
    from presence.store.settings_file import SettingsFile

    chosen = context.settings.calendars or NO_CALENDARS
    if calendar_id not in chosen:
        what = "remove" if not chosen else ""
        raise Refused(
            ErrorCode.NO_SUCH_CALENDAR, text=calendar_id, candidates=list(chosen), what=what
        )
    SettingsFile(context.paths.settings).remove_calendar(calendar_id)
    try:
        context.tell_app()  # first: it may be reading it, and would keep what it has read
    finally:
        shelf_of(context).forget(calendar_id)
        _forget_secret(context, calendar_id)
    if context.as_json:
        context.say_record({"removed": calendar_id})
    else:
        context.say(_("{calendar} is not read any more.").format(calendar=calendar_id))
    return 0


def _forget_secret(context: Context, calendar_id: str) -> None:
    from presence.secrets import Keyring

    try:
        Keyring(context.paths.keyring_service).delete(secret_name(calendar_id))
    except SecretError:
        return  # where there is no keyring nothing of it can be there
