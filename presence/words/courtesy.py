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
        _("{target} is not set up."),
        _("“presence courtesy add” sets it up."),
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
        _("Start the desktop's keyring; “pipx inject presence keyring” adds what asks it."),
    ),
    ErrorCode.KEYRING_REFUSED: lambda: (
        _("The keyring refused: {detail}."),
        _("Unlock it and try again."),
    ),
}
