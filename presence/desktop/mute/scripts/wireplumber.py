"""Asks WirePlumber whether an output is muted, and unmutes it, by the output's name.

WirePlumber's tool knows outputs by numbers only, and gives one that is plugged in again another.

``python -I -S -E wireplumber.py ask WPCTL NAME`` prints ``muted`` or ``heard``; ``… unmute WPCTL
NAME`` unmutes. Where no output has that name, a line on standard error and exit code 1.

Standard library only; ``around/sound.py`` calls the functions itself to spare a process.
"""

import re
import subprocess
import sys

DEFAULT = "@DEFAULT_AUDIO_SINK@"
MUTED = "muted"
HEARD = "heard"

TIME_LIMIT = 1.0

_NUMBER = re.compile(r"^id (\d+),")
_NAME = re.compile(r'^\W*node\.name = "([^"]*)"', re.MULTILINE)
_HEADING = re.compile(r"^\W*(\w[\w ]*):\s*$")
_ENTRY = re.compile(r"^\W*(\d+)\. ")


def identity(inspected: str) -> tuple[str, str]:
    """An output's number and name in what ``wpctl inspect`` prints; empty where it has none."""
    number, name = _NUMBER.search(inspected), _NAME.search(inspected)
    return number[1] if number else "", name[1] if name else ""


def is_muted(volume: str) -> bool:
    """Whether ``wpctl get-volume`` says so: ``Volume: 0.40 [MUTED]``."""
    return volume.strip().endswith("[MUTED]")


def outputs(status: str) -> list[str]:
    """The numbers of all outputs in what ``wpctl status`` prints."""
    found = []
    heading = ""
    for line in status.splitlines():
        if begins := _HEADING.match(line):
            heading = begins[1]
        elif heading == "Sinks" and (entry := _ENTRY.match(line)):
            found.append(entry[1])
    return found


def main() -> None:
    """Ask or unmute, as the command line says."""
    verb, tool, name = sys.argv[1:]
    number = _find(tool, name)
    if verb == "unmute":
        _run(tool, "set-mute", number, "0")
    else:
        print(MUTED if is_muted(_run(tool, "get-volume", number)) else HEARD)


def _find(tool: str, name: str) -> str:
    for number in outputs(_run(tool, "status")):
        if identity(_run(tool, "inspect", number)) == (number, name):
            return number
    sys.exit(f"no output {name}")


def _run(*command: str) -> str:
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIME_LIMIT, check=True
    )
    return done.stdout.decode(errors="replace")


if __name__ == "__main__":
    main()
