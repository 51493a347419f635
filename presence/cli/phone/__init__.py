"""``phone``: the code for one's own phone, or for everybody at the table; which are remembered."""

import os
import shutil
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from typing import Any

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.table import table
from presence.core.errors import ErrorCode, NotUnderstood, Refused
from presence.core.table.remembered import OwnPhone
from presence.store.phones.remembered import PhonesFile
from presence.texts import _
from presence.words.dates import moment
from presence.words.phone.reach import fingerprint_words
from presence.words.records import iso

Record = Mapping[str, Any]


def _phone_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    for_guests = _("for everybody at the table, without a warning; a session has to be running")
    add("--guests", action="store_true", help=for_guests)
    add("--network", metavar=_("NAME"), help=_("of several networks, this one from now on"))
    add("--list", action="store_true", help=_("which phones are remembered"))
    add("--revoke", metavar=_("NAME"), help=_("forget this one: its page opens nothing any more"))
    untried = _("Not yet tried with a real phone: browsers stood in for it.")
    parser.epilog = " ".join(filter(None, (untried, parser.epilog)))


def _phone(context: Context, arguments: Namespace) -> int:
    said = {
        "--guests": arguments.guests,
        "--list": arguments.list,
        "--revoke": arguments.revoke is not None,
    }
    words = [word for word, is_said in said.items() if is_said]
    if len(words) > 1:
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first=words[0], second=words[1])
    if arguments.network is not None and words[:1] in (["--list"], ["--revoke"]):
        raise NotUnderstood(ErrorCode.CONFLICTING_WORDS, first="--network", second=words[0])
    if arguments.list:
        return _list(context)
    if arguments.revoke is not None:
        return _revoke(context, arguments.revoke)
    return _show(context, arguments.guests, arguments.network)


def _show(context: Context, is_for_guests: bool, network: str | None) -> int:
    import json

    from presence.cli.launch import ask_or_bring_up

    request = {"do": "phone", "guests": is_for_guests, "network": network or ""}
    answer = context.ask_app(request)
    if answer is None:
        if is_for_guests and context.log.open_session() is None:
            raise Refused(ErrorCode.NO_TABLE)
        answer = ask_or_bring_up(context, request)
    if answer[0] != 0:
        return context.print_answer(answer)
    record = json.loads(answer[1])
    address = record["http_url" if is_for_guests else "https_url"]
    if not address:
        raise _not_open(record)
    if context.as_json:
        context.say_record(record)
        return 0
    _say_code(context, record, address, is_for_guests)
    return 0


def _not_open(record: Record) -> Refused:
    """Why there is no address, and what to do: the first thing that is in the way."""
    first = next(iter(record["problems"]), {"message": "", "hint": ""})
    hint = first["hint"]
    if record["networks"]:
        names = ", ".join(record["networks"])
        hint = _("Say which: presence phone --network NAME ({names})").format(names=names)
    return Refused(ErrorCode.PAGE_NOT_OPEN, detail=first["message"], hint=hint)


def _say_code(context: Context, record: Record, address: str, is_for_guests: bool) -> None:
    if is_for_guests:
        context.say(_("Whoever points a phone's camera at this code is at the table:"))
    else:
        minutes = int(record["expires_s"]) // 60
        context.say(
            _(
                "Point your phone's camera at this code; it is good once, for {minutes} minutes:"
            ).format(minutes=minutes)
        )
    context.say("")
    for line in _drawn(address):
        context.say(line)
    context.say("")
    context.say(address)
    if record["by_name"]:
        context.say(
            _("the same by this computer's name: {address}").format(address=record["by_name"])
        )
    if not is_for_guests and record["words"]:
        context.say(
            _(
                "Your phone will warn that it does not know this computer. That is expected: the "
                "connection is encrypted, and this computer vouches for itself. Go on, and "
                "compare these four words with those on the phone: {words}"
            ).format(words=" ".join(record["words"]))
        )
        context.say(fingerprint_words(record["fingerprint"]))
    for problem in record["problems"]:
        context.warn(f"{problem['message']} {problem['hint']}".rstrip())
    if record["firewall"] is not None:
        context.say(
            _(
                "If no phone comes through, the firewall ({name}) may keep it out; this lets it in:"
            ).format(name=record["firewall"]["name"])
        )
        context.say(f"    {record['firewall']['command']}")


def _drawn(address: str) -> Sequence[str]:
    """The code, or why the terminal cannot show it."""
    from presence.cli.phone.code import DARK, LOWER, UPPER, code_lines, width_of
    from presence.phone.qr import qr_rows

    rows = qr_rows(address)
    is_terminal = sys.stdout.isatty()
    if is_terminal and shutil.get_terminal_size().columns < width_of(rows):
        return [_("(This window is too narrow for the code: make it wider.)")]
    try:
        (DARK + UPPER + LOWER).encode(sys.stdout.encoding or "ascii")
    except UnicodeEncodeError:
        return [_("(This terminal has no characters to draw the code with.)")]
    has_colours = is_terminal and os.environ.get("TERM", "dumb") != "dumb"
    return code_lines(rows, has_colours)


def _list(context: Context) -> int:
    remembered = PhonesFile(context.paths.phone).read()
    if context.as_json:
        context.say_record(
            {
                "phones": [_record(context, phone) for phone in remembered.phones],
                "networks": [{"id": each.id, "name": each.name} for each in remembered.networks],
            }
        )
        return 0
    if not remembered.phones:
        context.say(_("No phone is remembered. “presence phone” shows a code to pair one."))
        return 0
    rows = [[phone.id[:8], phone.name, _seen(context, phone)] for phone in remembered.phones]
    context.say(table(rows))
    return 0


def _revoke(context: Context, name: str) -> int:
    file = PhonesFile(context.paths.phone)
    remembered = file.read()
    found = remembered.called(name)
    if len(found) != 1:
        several = found or remembered.phones
        known = ", ".join(f"{phone.name} ({phone.id[:8]})" for phone in several)
        raise Refused(ErrorCode.NO_SUCH_PHONE, text=name, candidates=known, several=bool(found))
    (phone,) = found
    file.write(remembered.without_phone(phone.id))
    context.tell_app()
    if context.as_json:
        context.say_record(_record(context, phone))
    else:
        context.say(
            _("{name} is forgotten: its page opens nothing any more.").format(name=phone.name)
        )
    return 0


def _record(context: Context, phone: OwnPhone) -> dict[str, object]:
    seen = phone.last_seen_at
    last = None if seen is None else iso(seen, context.zone)
    return {"id": phone.id, "name": phone.name, "last_seen": last}


def _seen(context: Context, phone: OwnPhone) -> str:
    if phone.last_seen_at is None:
        return _("not at a table yet")
    at = moment(phone.last_seen_at, context.zone, context.now)
    return _("here last: {time}").format(time=at)


COMMANDS = {
    "phone": Command(
        lambda: _("show the code that brings a phone to the table"), _phone_arguments, _phone
    ),
}
