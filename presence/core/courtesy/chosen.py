"""Whom a person has chosen to tell of a session; each is off until it is switched on.

The values of the tables ``[courtesy.slack]``, ``[courtesy.teams]`` and so on of the settings file.
What is secret (a token, a topic) is not among them: it lies in the keyring.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from typing import ClassVar, TypeVar

from presence.core.frozen import Enum
from presence.core.settings import BadValue, allowed_values, read_value


class Availability(Enum):
    """What Microsoft Teams shows others."""

    DO_NOT_DISTURB = "do_not_disturb"
    BUSY = "busy"
    AWAY = "away"
    BE_RIGHT_BACK = "be_right_back"


class PhoneMode(Enum):
    """What an Android phone lets through."""

    PRIORITY_ONLY = "priority_only"
    ALARMS_ONLY = "alarms_only"
    TOTAL_SILENCE = "total_silence"


@dataclass(frozen=True, slots=True)
class Target:
    """One who can be told; ``kinds`` names the kinds of session to tell of, none means all."""

    on: bool = False
    kinds: tuple[str, ...] = ()

    secrets: ClassVar[tuple[str, ...]] = ()
    needed: ClassVar[tuple[str, ...]] = ()  # fields without which it cannot be switched on

    @property
    def secret_names(self) -> tuple[str, ...]:
        """What of it lies in the keyring."""
        return self.secrets

    @property
    def missing(self) -> str:
        """The first field that is needed and empty, or ""."""
        return next((name for name in self.needed if not getattr(self, name)), "")


@dataclass(frozen=True, slots=True)
class SlackTarget(Target):
    """A status and a snooze; ``status_text`` may hold {kind} and {until}, {people} and {place}."""

    url: str = "https://slack.com"
    set_status: bool = True
    status_text: str = ""  # "" says that one is away from the screen
    status_emoji: str = ":no_mobile_phones:"
    snooze: bool = True
    with_details: bool = False

    secrets: ClassVar[tuple[str, ...]] = ("token",)
    needed: ClassVar[tuple[str, ...]] = ("url",)


@dataclass(frozen=True, slots=True)
class TeamsTarget(Target):
    """The preferred presence, through an application of one's own organisation."""

    client_id: str = ""
    tenant: str = "organizations"
    availability: Availability = Availability.DO_NOT_DISTURB
    url: str = "https://graph.microsoft.com"
    login_url: str = "https://login.microsoftonline.com"

    secrets: ClassVar[tuple[str, ...]] = ("refresh_token",)
    needed: ClassVar[tuple[str, ...]] = ("client_id", "tenant", "url", "login_url")


@dataclass(frozen=True, slots=True)
class HomeAssistantTarget(Target):
    """An Android phone with the companion app; ``sensor`` is its do-not-disturb sensor."""

    url: str = ""
    device: str = ""  # mobile_app_…
    mode: PhoneMode = PhoneMode.PRIORITY_ONLY
    sensor: str = ""  # sensor.…_do_not_disturb_sensor: with it, the phone is asked first

    secrets: ClassVar[tuple[str, ...]] = ("token",)
    needed: ClassVar[tuple[str, ...]] = ("url", "device")


@dataclass(frozen=True, slots=True)
class NtfyTarget(Target):
    """A topic that a phone listens to; its name is the secret."""

    url: str = "https://ntfy.sh"
    with_token: bool = False  # the topic is protected
    with_details: bool = False

    needed: ClassVar[tuple[str, ...]] = ("url",)

    @property
    def secret_names(self) -> tuple[str, ...]:
        return ("topic", "token") if self.with_token else ("topic",)


@dataclass(frozen=True, slots=True)
class HttpTarget(Target):
    """An address of one's own; a ``{token}`` in it is filled in, else it goes into a header."""

    url: str = ""
    with_token: bool = False
    with_details: bool = False

    needed: ClassVar[tuple[str, ...]] = ("url",)

    @property
    def secret_names(self) -> tuple[str, ...]:
        return ("token",) if self.with_token else ()


@dataclass(frozen=True, slots=True)
class CommandTarget(Target):
    """A program of one's own, run without a shell."""

    command: tuple[str, ...] = ()
    with_details: bool = False

    needed: ClassVar[tuple[str, ...]] = ("command",)


@dataclass(frozen=True, slots=True)
class Courtesies:
    """All who can be told, by name."""

    slack: SlackTarget = SlackTarget()
    teams: TeamsTarget = TeamsTarget()
    home_assistant: HomeAssistantTarget = HomeAssistantTarget()
    ntfy: NtfyTarget = NtfyTarget()
    http: HttpTarget = HttpTarget()
    command: CommandTarget = CommandTarget()

    def __getitem__(self, name: str) -> Target:
        target = getattr(self, name)
        assert isinstance(target, Target)
        return target

    def switched_on(self) -> Iterator[str]:
        """The names of those who are to be told."""
        return (name for name in NAMES if self[name].on)


NAMES = tuple(item.name for item in fields(Courtesies))

SomeTarget = TypeVar("SomeTarget", bound=Target)


def read_courtesies(table: object) -> tuple[Courtesies, tuple[BadValue, ...]]:
    """What the table ``courtesy`` of the settings says; unusable values are reported.

    Of a table that is not understood in full nothing is switched on: it might be told too much.
    """
    if not isinstance(table, Mapping):
        return Courtesies(), (BadValue("courtesy", table, "[courtesy.slack] …"),)
    read: dict[str, Target] = {}
    bad: list[BadValue] = []
    for name in NAMES:
        if name not in table:
            continue
        default = Courtesies()[name]
        target, faults = read_target(default, table[name], f"courtesy.{name}")
        read[name] = default if faults else target
        bad += faults
    return Courtesies(**read), tuple(bad)  # type: ignore[arg-type]  # each of the default's class


def read_target(
    default: SomeTarget, table: object, prefix: str
) -> tuple[SomeTarget, tuple[BadValue, ...]]:
    """A target from its table."""
    if not isinstance(table, Mapping):
        return default, (BadValue(prefix, table, f"[{prefix}]"),)
    good: dict[str, object] = {}
    bad: list[BadValue] = []
    for item in fields(default):
        if item.name not in table:
            continue
        standard, value = getattr(default, item.name), table[item.name]
        try:
            good[item.name] = read_value(standard, value)
        except ValueError:
            bad.append(BadValue(f"{prefix}.{item.name}", value, allowed_values(standard)))
    return replace(default, **good), tuple(bad)  # type: ignore[arg-type]  # by read_value
