"""Media players, as they offer themselves on the bus (MPRIS): who plays is paused.

Each is named by its connection from the first question to the recipe. A player that was started
since, under the name of one that has quit, is never told to play.
"""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from functools import partial
from typing import Any

from jeepney import DBusAddress, Message

from presence.core.kind import Around
from presence.core.lease import Held, Recipe
from presence.desktop.around.extra import Extra, Planned
from presence.desktop.dbus import (
    BUS,
    PROPERTIES,
    CallFailed,
    Connection,
    TimedOut,
    method_call,
)
from presence.desktop.mute.mechanisms.steps import call_step, property_recipe
from presence.texts import _

PREFIX = "org.mpris.MediaPlayer2."
PATH = "/org/mpris/MediaPlayer2"
PLAYER = "org.mpris.MediaPlayer2.Player"
# The one used last, once more; and what plays on somebody's phone.
MIRRORS = frozenset({"playerctld", "kdeconnect", "GSConnect"})
ANSWER_LIMIT = 0.3  # seconds for each answer; one that hangs must not cost the others

_PLAYING = "Playing"
_PAUSED = "Paused"


class Players(Extra):
    """Pauses who plays, and has them go on where they still are paused."""

    wish = Around.PAUSE_PLAYERS

    def plan(self) -> Sequence[Planned]:
        with closing(self._bus.private()) as connection:
            return tuple(
                self._planned(name, player)
                for name, player in self._players(connection)
                if self._can_be_paused(connection, player)
            )

    def _players(self, connection: Connection) -> Iterator[tuple[str, DBusAddress]]:
        """Every player once, however many names it has."""
        seen = set()
        (names,) = connection.call(method_call(BUS, "ListNames"), self._bus.time_left)
        for name in sorted(names):
            if not name.startswith(PREFIX) or _short(name).split(".")[0] in MIRRORS:
                continue
            owner = self._ask(connection, method_call(BUS, "GetNameOwner", "s", (name,)), "")
            if owner and owner not in seen:
                seen.add(owner)
                yield name, DBusAddress(PATH, bus_name=owner, interface=PLAYER)

    def _can_be_paused(self, connection: Connection, player: DBusAddress) -> bool:
        if self._property(connection, player, "PlaybackStatus") != ("s", _PLAYING):
            return False
        return bool(self._property(connection, player, "CanPause") == ("b", True))

    def _property(self, connection: Connection, player: DBusAddress, name: str) -> Any:
        """The property as a variant, None where the player does not tell."""
        of = player.with_interface(PROPERTIES)
        return self._ask(connection, method_call(of, "Get", "ss", (PLAYER, name)), None)

    def _ask(self, connection: Connection, message: Message, otherwise: Any) -> Any:
        """The one value of the answer, or ``otherwise`` where that does not come."""
        try:
            answer = connection.call(message, min(ANSWER_LIMIT, self._bus.time_left))
        except (CallFailed, TimedOut):
            return otherwise
        return answer[0] if answer else otherwise

    def _planned(self, name: str, player: DBusAddress) -> Planned:
        held = Held(
            name=f"player:{name}",
            was="playing",
            recipe=self._recipe(player),
            by_hand=_("Press play in {player}.").format(player=_short(name)),
        )
        return Planned(held, partial(self._pause, player))

    def _recipe(self, player: DBusAddress) -> Recipe:
        """Not by setting the status, which can only be read."""
        paused, playing = ("s", _PAUSED), ("s", _PLAYING)
        recipe = property_recipe(
            self._bus.address or "", player, "PlaybackStatus", ours=paused, restore=playing
        )
        return replace(recipe, restore=call_step(player, "Play"))

    def _pause(self, player: DBusAddress) -> None:
        """One that does not answer may pause all the same, and the next one is to be paused too."""
        with closing(self._bus.private()) as connection:
            self._ask(connection, method_call(player, "Pause"), None)


def _short(name: str) -> str:
    """The player's own part of its name on the bus."""
    return name.removeprefix(PREFIX)
