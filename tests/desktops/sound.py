"""Sound without a sound card: real servers with a loudspeaker that nobody hears, a real player."""

import wave
from pathlib import Path

from tests.desktops.lab import Lab
from tests.desktops.programs import Program, wait_until

SPEAKERS = "speakers"
HEADPHONES = "headphones"
MPRIS = "org.mpris.MediaPlayer2"


class PulseAudio:
    """PulseAudio with two outputs."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        outputs = (f"--load=module-null-sink sink_name={name}" for name in (SPEAKERS, HEADPHONES))
        lab.spawn(
            *("pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", *outputs),
            "--load=module-native-protocol-unix",
        )
        wait_until(lambda: SPEAKERS in self._ask("get-default-sink", check=False), 10, "PulseAudio")

    def is_muted(self, name: str = SPEAKERS) -> bool:
        return self._ask("get-sink-mute", name) == "Mute: yes"

    def switch(self, muted: bool) -> None:
        """The person's hand."""
        self._ask("set-sink-mute", SPEAKERS, str(int(muted)))

    def use_headphones(self) -> None:
        """They are plugged in, and sound comes out of them."""
        self._ask("set-default-sink", HEADPHONES)

    def _ask(self, *words: str, check: bool = True) -> str:
        return self._lab.run("pactl", *words, check=check).stdout.strip()


class PipeWire:
    """PipeWire and WirePlumber, without PulseAudio's protocol."""

    def __init__(self, lab: Lab) -> None:
        self._lab = lab
        lab.spawn("pipewire")
        wait_until((lab.folder / "run" / "pipewire-0").exists, 10, "PipeWire")
        lab.spawn("wireplumber")
        wait_until(lambda: "WirePlumber" in self._ask("status", check=False), 10, "WirePlumber")
        self._speakers = self.plug_in(SPEAKERS)

    def plug_in(self, name: str) -> Program:
        """An output comes; it goes with the program."""
        output = (
            f"{{ factory.name=support.null-audio-sink node.name={name} "
            f'node.description="{name}" media.class=Audio/Sink audio.position=[FL FR] }}'
        )
        program = self._lab.spawn("pw-cli", "-m", "create-node", "adapter", output, name=name)
        wait_until(lambda: name in self._ask("status"), 5, name)
        return program

    def plug_in_again(self) -> None:
        """The loudspeaker is pulled out, other things take its number, and it comes back."""
        self._speakers.end()
        wait_until(lambda: SPEAKERS not in self._ask("status"), 5, "its going away")
        self.plug_in(HEADPHONES)
        self.plug_in(SPEAKERS)

    @property
    def number(self) -> str:
        """That of the loudspeaker now."""
        line = next(line for line in self._ask("status").splitlines() if SPEAKERS in line)
        return line.partition(".")[0].split()[-1]

    def is_muted(self) -> bool:
        return "[MUTED]" in self._ask("get-volume", self.number)

    def switch(self, muted: bool) -> None:
        """The person's hand."""
        self._ask("set-mute", self.number, str(int(muted)))

    def _ask(self, *words: str, check: bool = True) -> str:
        return self._lab.run("wpctl", *words, check=check).stdout.strip()


class Mpv:
    """mpv, playing silence over and over to nobody."""

    def __init__(self, lab: Lab, paused: bool = False) -> None:
        self._lab = lab
        record = lab.home / "silence.wav"
        if not record.exists():
            _write_silence(record)
        self.program = lab.spawn(
            *("mpv", "--ao=null", "--no-video", "--no-terminal", "--loop=inf", "--idle"),
            *(f"--pause={'yes' if paused else 'no'}", record),
        )
        lab.wait_for_name(f"{MPRIS}.mpv")
        wait_until(lambda: self.status == ("Paused" if paused else "Playing"), 5, "mpv")

    @property
    def status(self) -> str:
        get = "org.freedesktop.DBus.Properties.Get"
        words = (f"{MPRIS}.Player", "PlaybackStatus")
        answer = self._lab.call(f"{MPRIS}.mpv", "/org/mpris/MediaPlayer2", get, *words, check=False)
        return answer.removeprefix("(<'").removesuffix("'>,)")

    def press(self, button: str) -> None:
        """The person's hand: Play, Pause or Stop."""
        self._lab.call(f"{MPRIS}.mpv", "/org/mpris/MediaPlayer2", f"{MPRIS}.Player.{button}")

    def quit(self) -> None:
        self.program.end()
        wait_until(lambda: not self._lab.has_name(f"{MPRIS}.mpv"), 5, "its end")


def _write_silence(path: Path) -> None:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(8000)
        file.writeframes(b"\x80" * 8000 * 60)
