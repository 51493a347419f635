"""``courtesy add``: the fields from the command line, the token from the terminal."""

import sys
from collections.abc import Sequence
from dataclasses import fields, replace
from getpass import getpass

from presence.cli.context import Context
from presence.cli.courtesy import chosen_by, spelled
from presence.cli.table import plain
from presence.core.courtesy.chosen import Courtesies, Target, TeamsTarget, read_target
from presence.core.errors import CourtesyError, ErrorCode, NotUnderstood
from presence.courtesy.address import check_address
from presence.courtesy.tokens import secret_name
from presence.secrets import LONGEST, Keyring
from presence.store.settings_file import SettingsFile
from presence.texts import _
from presence.words.courtesy import secret_prompt

PROGRAM = "command"  # the one whose words are not all fields
YES_NO = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def add(context: Context, name: str, words: Sequence[str], from_stdin: bool) -> Target:
    """Switch somebody on. First the token is kept, so that what is on can also be told."""
    values = _values(context, name, words)
    target = replace(chosen_by(context)[name], on=True, **values)  # type: ignore[arg-type]  # by read_target
    if target.missing:
        raise CourtesyError(ErrorCode.COURTESY_NEEDS, target=name, field=target.missing)
    for field in ("url", "login_url"):
        if hasattr(target, field):
            check_address(getattr(target, field).replace("{token}", ""))
    if target.secret_names:
        _keep_secrets(context, name, target, from_stdin, sets_fields=bool(values))
    SettingsFile(context.paths.settings).change_courtesy(name, {"on": True, **values})
    return target


def _values(context: Context, name: str, words: Sequence[str]) -> dict[str, object]:
    """The fields that the words set; a value is never repeated in an error: it may be a token."""
    standard = Courtesies()[name]
    known = {item.name: getattr(standard, item.name) for item in fields(standard)}
    values: dict[str, object] = {}
    waiting = list(words)
    while waiting:
        field, is_field, text = waiting[0].partition("=")
        if name == PROGRAM and not (is_field and field in known):
            values[PROGRAM] = tuple(waiting)
            break
        del waiting[0]
        if not is_field or field not in known or field in ("on", PROGRAM):
            suggestion = f"presence courtesy list {spelled(name)}"
            raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=field, suggestion=suggestion)
        values[field] = _parsed(known[field], text)
    if "kinds" in values:
        values["kinds"] = _kinds(context, values["kinds"])
    plain_values = {
        field: list(value) if isinstance(value, tuple) else value for field, value in values.items()
    }
    read, bad = read_target(standard, plain_values, name)
    if bad:
        detail = f"{bad[0].name.partition('.')[2]} ({bad[0].allowed})"
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=detail)
    return {field: getattr(read, field) for field in values}


def _parsed(standard: object, text: str) -> object:
    if isinstance(standard, bool):
        return YES_NO.get(text.lower(), text)
    if isinstance(standard, tuple):
        return tuple(filter(None, (word.strip() for word in text.split(","))))
    return text


def _kinds(context: Context, words: object) -> tuple[str, ...]:
    from presence.words.kinds import find_kind

    assert isinstance(words, tuple)
    return tuple(find_kind(word, context.log.kinds()).key for word in words)


def _keep_secrets(
    context: Context, name: str, target: Target, from_stdin: bool, sets_fields: bool
) -> None:
    """Into the keyring; one that is there stays where no other is given."""
    keyring = Keyring(context.paths.keyring_service)
    for secret in target.secret_names:
        kept = secret_name(name, secret)
        has_one = keyring.get(kept) is not None
        if from_stdin:
            value = sys.stdin.readline(LONGEST).strip()
        elif not sys.stdin.isatty() or (
            isinstance(target, TeamsTarget) and has_one and sets_fields
        ):
            value = ""
        elif isinstance(target, TeamsTarget):
            value = _sign_in(context, target)
        else:
            value = _ask(secret_prompt(name, secret), has_one)
        if value.isprintable() and value and " " not in value:
            keyring.put(kept, value)
        elif value or from_stdin or not has_one:
            detail = f"courtesy add {spelled(name)} --token-stdin"
            raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=detail)


def _ask(prompt: str, has_one: bool) -> str:
    keeps = _("{prompt} (Enter keeps the one that is there): ")
    return getpass((keeps if has_one else "{prompt}: ").format(prompt=prompt)).strip()


def _sign_in(context: Context, target: TeamsTarget) -> str:
    from presence.courtesy.blocking import Here  # Qt
    from presence.courtesy.targets.microsoft import sign_in
    from presence.courtesy.targets.teams import Teams

    def say(page: str, code: str) -> None:
        said = _("Open {page} in a browser and type {code}. This waits for it.")
        context.say(said.format(page=plain(page), code=plain(code)))
        sys.stdout.flush()

    with Here(context.paths.keyring_service) as here:
        return here.carry_out("teams", sign_in(Teams(target, ""), target, say))
