"""The sound: the output in use is muted, under its own name, for headphones may come and go.

By PulseAudio's tool, which PipeWire understands as well, or by WirePlumber's where that is the only
one. Both remember a mute over a restart, so there always is a recipe. Played as argument lists: the
sound servers speak protocols of their own.
"""

import os
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from presence.core.errors import ErrorCode, MuteError
from presence.core.kind import Around
from presence.core.lease import Held, Recipe, Step
from presence.desktop.around.extra import Extra, Planned
from presence.desktop.lease import player
from presence.desktop.mute.mechanisms.steps import script_step
from presence.desktop.mute.scripts import wireplumber
from presence.texts import _

NOTHING_THERE = "auto_null"  # both servers' stand-in where there is no output
SYSTEM_WIDE = "/run/pulse/native"
ANSWER_LIMIT = 1.0  # seconds for each run of a tool

_NAME = re.compile(r"[\w.:+][\w.:+-]*")

Ask = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Output:
    """The output that sounds, and how it is muted."""

    name: str
    is_muted: bool
    mute: tuple[str, ...]
    ask: Step
    ours: bytes
    restore: Step
    by_hand: str


class Sound(Extra):
    """Mutes the output in use."""

    wish = Around.MUTE_SOUND

    def plan(self) -> Sequence[Planned]:
        for find in (_by_pulseaudio, _by_wireplumber):
            try:
                output = find(self._ask)
            except player.NotPlayed:
                continue  # its server does not run
            if output is not None:
                return () if output.is_muted else (self._planned(output),)
        return ()

    def _planned(self, output: Output) -> Planned:
        held = Held(
            name=f"sound:{output.name}",
            was="off",
            recipe=Recipe(output.ask, output.ours, output.restore, self._bus.address or ""),
            by_hand=_("Type this in a terminal: {command}").format(command=output.by_hand),
        )
        return Planned(held, partial(self._mute, output))

    def _mute(self, output: Output) -> None:
        try:
            self._ask(*output.mute)
        except player.TookTooLong as exc:
            raise MuteError(ErrorCode.MUTE_TIMED_OUT, mechanism="sound") from exc
        except player.NotPlayed as exc:
            raise MuteError(ErrorCode.MUTE_FAILED, mechanism="sound", detail=str(exc)) from exc

    def _ask(self, *command: str) -> str:
        limit = min(ANSWER_LIMIT, self._bus.time_left)
        return player.run(command, self._bus.address or "", limit).decode(errors="replace")


def _by_pulseaudio(ask: Ask) -> Output | None:
    tool = shutil.which("pactl")
    if tool is None or not _has_pulseaudio():
        return None
    name = ask(tool, "get-default-sink")
    if not _is_name(name):
        return None
    is_muted = (tool, "get-sink-mute", name)
    return Output(
        name=name,
        is_muted=ask(*is_muted) == "Mute: yes",
        mute=(tool, "set-sink-mute", name, "1"),
        ask=Step(command=is_muted),
        ours=b"Mute: yes",
        restore=Step(command=(tool, "set-sink-mute", name, "0")),
        by_hand=f"pactl set-sink-mute {name} 0",
    )


def _by_wireplumber(ask: Ask) -> Output | None:
    tool = shutil.which("wpctl")
    if tool is None:
        return None
    number, name = wireplumber.identity(ask(tool, "inspect", wireplumber.DEFAULT))
    if not number or not _is_name(name):
        return None
    return Output(
        name=name,
        is_muted=wireplumber.is_muted(ask(tool, "get-volume", number)),
        mute=(tool, "set-mute", number, "1"),
        ask=script_step(wireplumber, "ask", tool, name),
        ours=wireplumber.MUTED.encode(),
        restore=script_step(wireplumber, "unmute", tool, name),
        by_hand=f"wpctl set-mute {wireplumber.DEFAULT} 0",
    )


def _has_pulseaudio() -> bool:
    """Whether a server is there to be asked: its tool would start one that is not."""
    runtime = os.environ.get("PULSE_RUNTIME_PATH")
    if not runtime and "XDG_RUNTIME_DIR" in os.environ:
        runtime = os.path.join(os.environ["XDG_RUNTIME_DIR"], "pulse")
    is_ours = bool(runtime) and os.path.exists(f"{runtime}/native")
    return is_ours or bool(os.environ.get("PULSE_SERVER")) or os.path.exists(SYSTEM_WIDE)


def _is_name(text: str) -> bool:
    """Whether it is an output, by a name that no tool takes for an option or a number."""
    return text != NOTHING_THERE and not text.isdigit() and bool(_NAME.fullmatch(text))
