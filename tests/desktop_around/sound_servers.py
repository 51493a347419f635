"""Sound servers that behave, as their tools show them: a file for each output."""

from abc import ABC, abstractmethod
from pathlib import Path

# As PulseAudio 16 and PipeWire 0.3 answer; in the person's language unless told otherwise.
PACTL = """#!/bin/sh
cd {folder} || exit 1
[ ! -e hangs ] || exec sleep 30
case "$1" in
get-default-sink) cat default;;
get-sink-mute)
    [ -e "sinks/$2" ] || {{ echo "Failed to get sink information: No such entity" >&2; exit 1; }}
    [ "$LC_ALL" = C ] && printf "Mute: " || printf "Stumm: "
    cat "sinks/$2";;
set-sink-mute)
    [ ! -e refuses ] && [ -e "sinks/$2" ] || exit 1
    [ "$3" = 1 ] && echo yes > "sinks/$2" || echo no > "sinks/$2";;
*) exit 1;;
esac
"""
# As WirePlumber 0.4 answers: a number that is unknown is no failure.
WPCTL = """#!/bin/sh
cd {folder} || exit 1
[ ! -e hangs ] || exec sleep 30
number() {{ [ "$1" = @DEFAULT_AUDIO_SINK@ ] && cat "numbers/$(cat default)" || echo "$1"; }}
name() {{ cd numbers; for each in *; do [ "$(cat "$each")" = "$1" ] && echo "$each"; done; cd ..; }}
id=$(number "$2")
sink=$(name "$id")
case "$1" in
status)
    printf 'Audio\\n ├─ Devices:\\n │      30. Built-in\\n │  \\n ├─ Sinks:\\n'
    for each in numbers/*; do printf ' │  *   %s. An output [vol: 0.40]\\n' "$(cat $each)"; done
    printf ' │  \\n ├─ Sources:\\n │      31. A microphone [vol: 1.00]\\n │  \\n └─ Streams:\\n';;
inspect)
    [ -n "$sink" ] || {{ echo "Node '$id' not found" >&2; exit 0; }}
    printf 'id %s, type PipeWire:Interface:Node\\n' "$id"
    printf '  * node.description = "Out"\\n  * node.name = "%s"\\n' "$sink";;
get-volume)
    [ "$(cat "sinks/$sink")" = yes ] && echo "Volume: 0.40 [MUTED]" || echo "Volume: 0.40";;
set-mute)
    [ ! -e refuses ] && [ -n "$sink" ] || exit 1
    [ "$3" = 1 ] && echo yes > "sinks/$sink" || echo no > "sinks/$sink";;
*) exit 1;;
esac
"""


class FakeSound(ABC):
    """A sound server with its tool in the folder ``tools``, a loudspeaker and headphones."""

    tool: str
    script: str

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "sound"
        self.tools = folder / "tools"
        (self.folder / "sinks").mkdir(parents=True)
        self.tools.mkdir()
        for name in ("cat", "sleep"):
            (self.tools / name).symlink_to(f"/usr/bin/{name}")
        self._write(self.tools / self.tool, self.script)
        self.plug_in("speakers")
        self.use("speakers")

    @abstractmethod
    def plug_in(self, name: str, number: int = 36) -> None:
        """An output comes, or comes again."""

    def pull_out(self, name: str) -> None:
        """An output goes."""
        (self.folder / "sinks" / name).unlink()

    def use(self, name: str) -> None:
        """Sound comes out of that one from now on."""
        (self.folder / "default").write_text(f"{name}\n")

    def is_muted(self, name: str = "speakers") -> bool:
        return (self.folder / "sinks" / name).read_text() == "yes\n"

    def switch(self, muted: bool, name: str = "speakers") -> None:
        """The person's hand."""
        (self.folder / "sinks" / name).write_text("yes\n" if muted else "no\n")

    def begin(self, state: str) -> None:
        """From now on it ``hangs`` or ``refuses``."""
        (self.folder / state).touch()

    def _write(self, path: Path, text: str) -> None:
        path.write_text(text.format(folder=self.folder))
        path.chmod(0o755)


class FakePulse(FakeSound):
    """PulseAudio, or PipeWire in its place."""

    tool = "pactl"
    script = PACTL

    def plug_in(self, name: str, number: int = 36) -> None:
        self.switch(False, name)


class FakeWirePlumber(FakeSound):
    """PipeWire without PulseAudio's tool."""

    tool = "wpctl"
    script = WPCTL

    def plug_in(self, name: str, number: int = 36) -> None:
        numbers = self.folder / "numbers"
        numbers.mkdir(exist_ok=True)
        (numbers / name).write_text(f"{number}\n")
        if not (self.folder / "sinks" / name).exists():
            self.switch(False, name)

    def pull_out(self, name: str) -> None:
        """What it was set to is remembered."""
        (self.folder / "numbers" / name).unlink()
