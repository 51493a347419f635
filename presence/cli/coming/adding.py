"""``calendar add``: a file, an address, an account, or what the desktop has."""

import os
import re
import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import fields, replace
from functools import partial
from getpass import getpass

from presence.calendars.agenda import NO_CALENDARS
from presence.calendars.sources.make import secret_name
from presence.cli.coming.reading import read_one, shelf_of
from presence.cli.context import Context
from presence.cli.table import plain, table
from presence.core.coming.adding import is_account, named, new_calendar_id, written
from presence.core.coming.chosen import ChosenCalendar, SourceKind, read_calendars
from presence.core.coming.fetched import Failure, Trouble
from presence.core.coming.held import HeldCalendar
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.person import folded
from presence.core.settings import plain_value
from presence.secrets import LONGEST, Keyring
from presence.store.settings_file import SettingsFile
from presence.texts import _, current_language
from presence.words.coming.trouble import not_added_line

FIELD = re.compile(r"[a-z_]+=")
SIGNS = re.compile(r"[./:@]")  # one of them is in every file's name, address and account
DESKTOP = "desktop:"
YES_NO = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
KEPT = frozenset({"source", "address", "user"})  # said by where it comes from


def add(context: Context, words: Sequence[str], arguments: Namespace) -> int:
    """Added only once it could be read: nothing is left behind of one that could not."""
    places = [word for word in words if not FIELD.match(word)]
    values = _values([word for word in words if FIELD.match(word)])
    if arguments.name:
        values["name"] = arguments.name
    if not places:
        return _offer_desktops(context)
    where, *wanted = places
    known = context.settings.calendars or NO_CALENDARS
    if where in known:
        return _change(context, where, values)
    if where.startswith(DESKTOP):
        held = _held_one(where.removeprefix(DESKTOP))
        _learn_who_i_am(context, held.addresses)
        chosen = ChosenCalendar(SourceKind.DESKTOP, address=held.id)
        return _take(context, [named(chosen, held.name)], values)
    if _is_path(where):
        path = os.path.abspath(os.path.expanduser(where))
        chosen = ChosenCalendar(SourceKind.FILE, address=path)
        name = os.path.splitext(os.path.basename(path.rstrip("/")))[0]
        return _take(context, [named(chosen, name)], values)
    if not SIGNS.search(where):
        raise Refused(ErrorCode.NO_SUCH_CALENDAR, text=where, candidates=list(known), what="add")
    if is_account(where, arguments.user or ""):
        return _add_account(context, where, wanted, arguments, values)
    return _add_subscription(context, where, arguments, values)


def _add_subscription(
    context: Context, where: str, arguments: Namespace, values: dict[str, object]
) -> int:
    """Most addresses of calendars hold a key, so the whole of it goes into the keyring."""
    from urllib.parse import urlsplit

    host = urlsplit(where.replace("webcal://", "https://", 1)).hostname or _("calendar")
    address = where if arguments.not_secret else ""
    chosen = ChosenCalendar(SourceKind.SUBSCRIPTION, address=address)
    secret = None if arguments.not_secret else where
    return _take(context, [named(chosen, host)], values, secret)


def _add_account(
    context: Context,
    where: str,
    wanted: Sequence[str],
    arguments: Namespace,
    values: dict[str, object],
) -> int:
    from presence.calendars.sources.blocking import Here  # Qt
    from presence.logs import keep_silent

    keep_silent()
    user = arguments.user or (where if "@" in where else "")
    password = _password(arguments.password_stdin, user)
    with Here() as here:
        account = here.discover(where, user, password)
    if isinstance(account, Failure):
        raise _trouble(account)
    names = [calendar.name for calendar in account.calendars]
    found = list(account.calendars)
    if wanted:
        by_name = {folded(calendar.name): calendar for calendar in found}
        missing = [name for name in wanted if folded(name) not in by_name]
        if missing:
            raise Refused(ErrorCode.NO_SUCH_CALENDAR, text=missing[0], candidates=names)
        found = [by_name[folded(name)] for name in wanted]
    elif len(found) > 1 and not arguments.all:
        raise NotUnderstood(ErrorCode.WHICH_CALENDAR, candidates=[plain(name) for name in names])
    chosen = [
        named(
            ChosenCalendar(SourceKind.CALDAV, address=each.address, user=account.user or user),
            each.name,
        )
        for each in found
    ]
    _learn_who_i_am(context, account.own_addresses)
    return _take(context, chosen, values, password if user else None)


def _learn_who_i_am(context: Context, addresses: Sequence[str]) -> None:
    known = context.settings.me
    more = [address for address in addresses if address not in known]
    if more:
        SettingsFile(context.paths.settings).change("me", (*known, *more))


def _take(
    context: Context,
    calendars: Sequence[ChosenCalendar],
    values: dict[str, object],
    secret: str | None = None,
) -> int:
    """Read each once, then keep its secret, then write it into the settings."""
    known = dict(context.settings.calendars or NO_CALENDARS)
    taken: dict[str, ChosenCalendar] = {}
    for calendar in calendars:
        chosen = replace(calendar, **values)  # type: ignore[arg-type]  # by _values
        calendar_id = new_calendar_id(chosen.name, {*known, *taken})
        failure = read_one(context, calendar_id, chosen, secret)
        if failure is not None:
            shelf_of(context).forget(calendar_id)
            raise _trouble(failure)
        taken[calendar_id] = chosen
    file = SettingsFile(context.paths.settings)
    for calendar_id, chosen in taken.items():
        if secret is not None:
            keyring = Keyring(context.paths.keyring_service)
            keyring.put(secret_name(calendar_id), secret)
        file.change_calendar(calendar_id, written(chosen))
    context.tell_app()
    return _say_taken(context, taken)


def _say_taken(context: Context, taken: dict[str, ChosenCalendar]) -> int:
    if context.as_json:
        context.say_record([{"id": name, "name": each.name} for name, each in taken.items()])
        return 0
    for name, chosen in taken.items():
        said = _("{calendar} is read from now on (as “{id}”).")
        context.say(said.format(calendar=plain(chosen.name), id=name))
    context.say(_("“presence calendar upcoming” shows what of it is proposed."))
    if (
        not context.settings.me
        and not SettingsFile(context.paths.settings).read(context.now).settings.me
    ):
        context.say(_('Say which addresses are yours in the settings file: me = ["you@…"]'))
    return 0


def _change(context: Context, calendar_id: str, values: dict[str, object]) -> int:
    if not values:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=f"calendar add {calendar_id} …")
    file = SettingsFile(context.paths.settings)
    file.change_calendar(calendar_id, values)
    context.tell_app()
    if context.as_json:
        context.say_record([{"id": calendar_id, **{k: plain_value(v) for k, v in values.items()}}])
    else:
        context.say(_("Changed."))
    return 0


def _offer_desktops(context: Context) -> int:
    found = _held()
    if isinstance(found, Failure):
        found = ()
    if context.as_json:
        context.say_record([{"add": DESKTOP + each.id, "name": each.name} for each in found])
    elif found:
        context.say(_("This desktop has these calendars; none is read before you add it:"))
        rows = [
            [plain(each.name), plain(each.account), f"presence calendar add {DESKTOP}{each.id}"]
            for each in found
        ]
        context.say(table(rows))
    else:
        context.say(_("This desktop has no calendars that can be read."))
        context.say(_("Add a file or an address: presence calendar add ~/calendar.ics"))
    return 0


def _held_one(calendar_id: str) -> HeldCalendar:
    found = _held()
    if isinstance(found, Failure):
        raise _trouble(found)
    for each in found:
        if each.id == calendar_id:
            return each
    raise _trouble(Failure(Trouble.GONE_SOURCE))


def _held() -> tuple[HeldCalendar, ...] | Failure:
    """The calendars that the desktop holds, asked without a question to any server."""
    from presence.calendars.sources.blocking import Here  # Qt
    from presence.desktop.calendars import list_calendars
    from presence.desktop.dbus_qt import QtBus
    from presence.logs import keep_silent

    keep_silent()
    with Here() as here:
        bus = QtBus()  # within: before there is an application, Qt hears nothing
        ask = partial(list_calendars, lambda: bus, current_language())
        try:
            found: tuple[HeldCalendar, ...] | Failure = here.wait(ask)
        finally:
            bus.close()
    return found


def _values(words: Sequence[str]) -> dict[str, object]:
    """The fields that the words set, checked as those of the settings file are."""
    standard = ChosenCalendar()
    known = {item.name: getattr(standard, item.name) for item in fields(standard)}
    given: dict[str, object] = {}
    for word in words:
        name, _equals, text = word.partition("=")
        if name not in known or name in KEPT:
            raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=name)
        given[name] = _parsed(known[name], text)
    read, bad = read_calendars({"new": given})
    if bad:
        detail = f"{bad[0].name.rpartition('.')[2]} ({bad[0].allowed})"
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=detail)
    return {name: getattr(read["new"], name) for name in given}


def _parsed(standard: object, text: str) -> object:
    if isinstance(standard, bool):
        return YES_NO.get(text.lower(), text)
    if isinstance(standard, tuple):
        return [word.strip() for word in text.split(",") if word.strip()]
    return text


def _is_path(where: str) -> bool:
    if "://" in where:
        return False
    return where.startswith(("/", "~", ".")) or os.path.exists(where) or where.endswith(".ics")


def _password(from_stdin: bool, user: str) -> str:
    if from_stdin:
        return sys.stdin.readline(LONGEST).strip()
    if not user:
        return ""
    if not sys.stdin.isatty():
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail="calendar add … --password-stdin")
    return getpass(_("Password of {user} (an app password, if there are some): ").format(user=user))


def _trouble(failure: Failure) -> Refused:
    return Refused(ErrorCode.CALENDAR_TROUBLE, text=not_added_line(failure))
