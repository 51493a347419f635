"""Those who can be told of a session: their names, and why they were not told."""

from collections.abc import Callable, Mapping

from presence.core.errors import ErrorCode
from presence.texts import _


def target_name(target: str) -> str:
    """The name of one who can be told, as a sentence begins with it."""
    names: Mapping[str, Callable[[], str]] = {
        "slack": lambda: "Slack",
        "teams": lambda: "Microsoft Teams",
        "home_assistant": lambda: "Home Assistant",
        "ntfy": lambda: "ntfy",
        "http": lambda: _("Your web hook"),
        "command": lambda: _("Your command"),
    }
    return names.get(target, lambda: target)()


COURTESY_WORDS: Mapping[ErrorCode, Callable[[], tuple[str, str]]] = {
    ErrorCode.COURTESY_NOT_SET_UP: lambda: (
        _("Nobody is set up to be told."),
        _("“presence courtesy list” shows who can be."),
    ),
    ErrorCode.COURTESY_NEEDS: lambda: (
        _("{target} needs {field}."),
        _("Add it like “{field}=…”."),
    ),
    ErrorCode.COURTESY_NO_TOKEN: lambda: (
        _("The keyring holds no token for this: {target}."),
        _("“presence courtesy add” asks for it."),
    ),
    ErrorCode.COURTESY_ADDRESS: lambda: (
        _("“{text}” is no address that a token may be sent to."),
        _("Use https://; http:// goes within your own network only."),
    ),
    ErrorCode.COURTESY_UNREACHABLE: lambda: (
        _("{target} was not told: {host} cannot be reached."),
        _("“presence courtesy test” tries it again."),
    ),
    ErrorCode.COURTESY_NOT_TRUSTED: lambda: (
        _("{target} was not told: {host} has no certificate that this computer trusts."),
        _("Nothing was sent."),
    ),
    ErrorCode.COURTESY_TIMED_OUT: lambda: (
        _("{target} did not answer in time."),
        _("“presence courtesy test” tries it again."),
    ),
    ErrorCode.COURTESY_MOVED: lambda: (
        _("{target} was not told: the address leads on to {host}."),
        _("If that is right, put the new address into the settings."),
    ),
    ErrorCode.COURTESY_TOKEN_REFUSED: lambda: (
        _("{target} does not accept the token."),
        _("“presence courtesy add” asks for a new one."),
    ),
    ErrorCode.COURTESY_ANSWERED: lambda: (
        _("{target} refused: {detail}."),
        _("“presence courtesy test” tries it again."),
    ),
    ErrorCode.COURTESY_NO_PROGRAM: lambda: (
        _("{target} cannot be started: {path}."),
        _("Name a program by its whole path."),
    ),
    ErrorCode.COURTESY_PROGRAM_FAILED: lambda: (
        _("{target} failed (exit code {detail})."),
        _("“presence courtesy test” tries it again."),
    ),
    ErrorCode.NO_KEYRING: lambda: (
        _("There is no keyring to keep a token in, and it goes nowhere else."),
        _(
            "Start the desktop's keyring; the package libsecret-tools, or “pipx inject presence "
            "keyring”, adds what asks it."
        ),
    ),
    ErrorCode.KEYRING_REFUSED: lambda: (
        _("The keyring refused: {detail}."),
        _("Unlock it and try again."),
    ),
}

COURTESY_WORDS_WITH: Mapping[tuple[ErrorCode, str], Callable[[], tuple[str, str]]] = {
    (ErrorCode.COURTESY_NOT_SET_UP, "target"): lambda: (
        _("{target} is not set up."),
        _("“presence courtesy add” sets it up."),
    ),
}


def what_it_does(target: str) -> str:
    """What somebody gets, in a few words."""
    return {
        "slack": lambda: _("a status and a snooze"),
        "teams": lambda: _("do not disturb, as others see it"),
        "home_assistant": lambda: _("do not disturb on an Android phone"),
        "ntfy": lambda: _("a silent message that a phone acts on"),
        "http": lambda: _("the session as JSON, at an address"),
        "command": lambda: _("the session as JSON, for a program"),
    }[target]()


def what_it_needs(target: str) -> str:
    """What the person has to get first, and from where."""
    return {
        "slack": lambda: _(
            "A user token of an app in your workspace, with the scopes users.profile:read, "
            "users.profile:write, dnd:read and dnd:write."
        ),
        "teams": lambda: _(
            "The client_id of an application registered in your organisation: a public client "
            "with the delegated permission Presence.ReadWrite. You then sign in in a browser."
        ),
        "home_assistant": lambda: _(
            "The address, the phone's service after “notify.” as the device, and a long-lived "
            "access token from your profile. With the phone's do-not-disturb sensor it stays on "
            "where it was on; from Android 15 on it does so anyway."
        ),
        "ntfy": lambda: _(
            "The topic that your phone listens to; Tasker or MacroDroid there switches "
            "do not disturb on for as long as the message says."
        ),
        "http": lambda: _("An address that takes POST; {token} in it is filled in."),
        "command": lambda: _("A program and its words, after “--”; it reads one line of JSON."),
    }[target]()


def secret_prompt(target: str, name: str) -> str:
    """What a terminal asks for."""
    return {
        ("slack", "token"): lambda: _("Slack user token"),
        ("home_assistant", "token"): lambda: _("Long-lived access token"),
        ("ntfy", "topic"): lambda: _("Topic"),
        ("ntfy", "token"): lambda: _("Access token"),
        ("http", "token"): lambda: _("Token"),
    }[target, name]()
