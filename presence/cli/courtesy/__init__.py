"""``courtesy``: who else is told of a session; added, removed, tried out."""

from argparse import ArgumentParser, Namespace
from dataclasses import fields

from presence.cli.command import Command
from presence.cli.context import Context
from presence.cli.table import plain, table
from presence.core.courtesy.chosen import NAMES, Courtesies, Target
from presence.core.errors import (
    CourtesyError,
    ErrorCode,
    NotUnderstood,
    PresenceError,
    Refused,
    SecretError,
)
from presence.core.settings import allowed_values, plain_value
from presence.courtesy.address import host_of
from presence.courtesy.make import NOT_YET_RUN
from presence.texts import _
from presence.words.courtesy import target_name, what_it_does, what_it_needs

ACTIONS = ("list", "add", "remove", "test")


def _courtesy_arguments(parser: ArgumentParser) -> None:
    add = parser.add_argument
    add("action", nargs="?", default="list", choices=ACTIONS, help=_("list is what it does alone"))
    add("name", nargs="?", metavar=_("NAME"), help=", ".join(map(spelled, NAMES)))
    add(
        "words",
        nargs="*",
        metavar=_("FIELD=VALUE"),
        help=_("“presence courtesy list NAME” shows the fields"),
    )
    add("--token-stdin", action="store_true", help=_("read the token from standard input"))


def _courtesy(context: Context, arguments: Namespace) -> int:
    name = _named(arguments.name)
    if arguments.words and arguments.action != "add":
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=arguments.words[0])
    match arguments.action:
        case "list":
            return _show(context, name) if name else _list(context)
        case "test":
            return _test(context, name)
        case action if not name:
            raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=f"courtesy {action} NAME")
        case "remove":
            return _remove(context, name)
    from presence.cli.courtesy.add import add

    target = add(context, name, arguments.words, arguments.token_stdin)
    if context.as_json:
        context.say_record(_record(name, target))
    else:
        said = _("{target} is told from the next session on; “presence courtesy test” tries it.")
        context.say(said.format(target=target_name(name)))
    return 0


def spelled(name: str) -> str:
    """A name as one types it."""
    return name.replace("_", "-")


def chosen_by(context: Context) -> Courtesies:
    """Whom the person has chosen so far."""
    return context.settings.courtesy or Courtesies()


def _named(word: str | None) -> str:
    name = (word or "").lower().replace("-", "_")
    if name and name not in NAMES:
        detail = _("{name} cannot be {value}, only {choices}")
        choices = ", ".join(map(spelled, NAMES))
        raise NotUnderstood(
            ErrorCode.BAD_REQUEST, detail=detail.format(name=_("NAME"), value=word, choices=choices)
        )
    return name


def _list(context: Context) -> int:
    chosen = chosen_by(context)
    if context.as_json:
        context.say_record([_record(name, chosen[name]) for name in NAMES])
    else:
        context.say(table([_row(name, chosen[name]) for name in NAMES]))
    return 0


def _row(name: str, target: Target) -> list[str]:
    remarks = []
    if target.on and hasattr(target, "with_details"):
        all_of_it = _("with people, place and note")
        remarks.append(all_of_it if target.with_details else _("kind and times only"))
    if name in NOT_YET_RUN:
        remarks.append(_("not yet run against the real service"))
    state = _("on") if target.on else _("off")
    return [spelled(name), state, what_it_does(name), plain(_where(target)), "; ".join(remarks)]


def _where(target: Target) -> str:
    """The host or the program: the rest of an address may be a secret."""
    if not target.on:
        return ""
    command: tuple[str, ...] = getattr(target, "command", ())
    return command[0] if command else host_of(getattr(target, "url", ""))


def _record(name: str, target: Target) -> dict[str, object]:
    return {
        "name": name,
        "on": target.on,
        "where": _where(target),
        "kinds": list(target.kinds),
        "with_details": bool(getattr(target, "with_details", False)),
        "run_against_real_service": name not in NOT_YET_RUN,
    }


def _show(context: Context, name: str) -> int:
    """One of them, with the fields that can be set."""
    target = chosen_by(context)[name]
    values = {item.name: plain_value(getattr(target, item.name)) for item in fields(target)}
    if context.as_json:
        context.say_record(_record(name, target) | {"fields": values})
        return 0
    context.say(f"{target_name(name)}: {what_it_does(name)}\n{what_it_needs(name)}\n")
    standard = Courtesies()[name]
    rows = [
        [f"{field}={plain(_typed(value))}", _allowed(getattr(standard, field))]
        for field, value in values.items()
        if field != "on"
    ]
    context.say(table(rows))
    return 0


def _allowed(standard: object) -> str:
    return "" if isinstance(standard, str | tuple) else allowed_values(standard)


def _typed(value: str | bool | int | list[str]) -> str:
    """A value as one types it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return ",".join(value) if isinstance(value, list) else str(value)


def _remove(context: Context, name: str) -> int:
    from presence.courtesy.tokens import secret_name
    from presence.secrets import Keyring
    from presence.store.settings_file import SettingsFile

    target = chosen_by(context)[name]
    was_set_up = target != Courtesies()[name]
    SettingsFile(context.paths.settings).remove_courtesy(name)
    if target.secret_names:
        try:
            keyring = Keyring(context.paths.keyring_service)
            for secret in target.secret_names:
                keyring.delete(secret_name(name, secret))
        except SecretError:
            if was_set_up:  # else nothing of it can be there
                raise
    if context.as_json:
        context.say_record({"removed": name})
    else:
        context.say(_("{target} is not told any more.").format(target=target_name(name)))
    return 0


def _test(context: Context, name: str) -> int:
    """Tell of a made-up session; without a name, everybody who is on."""
    from presence.courtesy.blocking import Here  # Qt
    from presence.logs import keep_silent

    keep_silent()
    chosen = chosen_by(context)
    names = [name] if name else list(chosen.switched_on())
    if not names or not all(chosen[each].on for each in names):
        raise CourtesyError(ErrorCode.COURTESY_NOT_SET_UP, target=name)
    session = context.log.open_session()
    if session is not None:
        raise Refused(ErrorCode.ALREADY_RUNNING, session=session, kinds=context.log.kinds())
    with Here(context.paths.keyring_service) as here:
        faults = {each: here.try_out(each, chosen, context.now) for each in names}
    if len(names) == 1 and (fault := faults[names[0]]) is not None:
        raise fault
    if context.as_json:
        context.say_record([_outcome(each, fault) for each, fault in faults.items()])
    else:
        for each, fault in faults.items():
            _say_outcome(context, each, fault)
    return int(any(faults.values()))


def _say_outcome(context: Context, name: str, fault: PresenceError | None) -> None:
    if fault is not None:
        context.warn_of(fault)
    else:
        said = _("{target} was told of a session, and that it is over.")
        context.say(said.format(target=target_name(name)))


def _outcome(name: str, fault: PresenceError | None) -> dict[str, object]:
    if fault is None:
        return {"name": name, "told": True}
    from presence.words.records import error_record

    return {"name": name, "told": False} | error_record(fault)


COMMANDS = {
    "courtesy": Command(lambda: _("who else is told of a session"), _courtesy_arguments, _courtesy)
}
