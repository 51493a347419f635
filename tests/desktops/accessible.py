"""What a screen reader is told of a program's windows, to find a control as a person finds it."""

import json
from dataclasses import dataclass

from tests.desktops.lab import Lab
from tests.desktops.programs import LabError, wait_until
from tests.desktops.screen import Box, Screen

# Debian's own Python has pyatspi; the one of .venv has not.
READER = """
import json, sys, time, pyatspi
from gi.repository import GLib

found = []
def walk(node, depth):
    try:
        read(node, depth)
    except (LookupError, GLib.Error):
        pass  # it went away while it was read

def read(node, depth):
    state = node.getState()
    try:
        place = node.queryComponent().getExtents(pyatspi.DESKTOP_COORDS)
        box = [place.x, place.y, place.x + place.width, place.y + place.height]
    except NotImplementedError:
        box = [0, 0, 0, 0]
    has = lambda flag: bool(state.contains(flag))
    found.append(dict(
        role=node.getRoleName(), name=node.name, description=node.description, box=box,
        is_showing=has(pyatspi.STATE_SHOWING), is_enabled=has(pyatspi.STATE_ENABLED),
        is_focused=has(pyatspi.STATE_FOCUSED), is_focusable=has(pyatspi.STATE_FOCUSABLE),
    ))
    if depth < 30:
        for child in node:
            if child is not None:
                walk(child, depth + 1)

def ours():
    programs = [program for program in pyatspi.Registry.getDesktop(0) if program is not None]
    return [program for program in programs if program.name.lower().startswith(sys.argv[1])]

# The first question starts the registry, and programs come to it a moment later.
for _ in range(30):
    if ours():
        break
    time.sleep(0.1)

def read_all():
    found.clear()
    for program in ours():
        walk(program, 0)
    return list(found)

nodes = read_all()
# A click needs controls that stand still: one that comes or goes moves those below it.
while sys.argv[2] == "still":
    time.sleep(0.15)
    before, nodes = nodes, read_all()
    if nodes == before:
        break
print(json.dumps(nodes))
"""


@dataclass(frozen=True)
class Control:
    """One node of the tree, with its place on the screen."""

    role: str
    name: str
    description: str
    box: Box
    is_showing: bool
    is_enabled: bool
    is_focused: bool
    is_focusable: bool


class Accessible:
    """Reads and presses the controls of the program of one name."""

    def __init__(self, lab: Lab, screen: Screen, program: str = "presence") -> None:
        self._lab = lab
        self._screen = screen
        self._program = program
        # Qt speaks to screen readers only where it believes that there is one.
        lab.env["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"

    def controls(self, *, still: bool = False) -> list[Control]:
        """Every control that shows now, in the order of the tree; ``still``: once none moves."""
        how = "still" if still else "now"
        done = self._lab.run("/usr/bin/python3", "-c", READER, self._program, how)
        nodes = [
            Control(box=Box(*node.pop("box")), **node) for node in json.loads(done.stdout or "[]")
        ]
        return [node for node in nodes if node.is_showing]

    def find(
        self, name: str, seconds: float = 10.0, role: str = "", *, still: bool = False
    ) -> Control:
        """The first control whose name has ``name`` in it; ``still``: once no control moves."""

        def found() -> Control | None:
            for control in self.controls(still=still):
                if name in control.name.replace("&", "") and role in control.role:
                    return control
            return None

        try:
            control = wait_until(found, seconds, f"a control {name!r}", every=0.1)
        except LabError as error:
            raise LabError(f"{error}; there are {self.names()}") from None
        assert control is not None
        return control

    def has(self, name: str) -> bool:
        """Whether a control of that name shows now."""
        return any(name in control.name for control in self.controls())

    def press(self, name: str, role: str = "button") -> Control:
        """Click the button of that name with the pointer."""
        control = self.find(name, role=role, still=True)
        self._screen.click(*control.box.centre)
        return control

    def names(self) -> list[str]:
        """What can be read on the windows, for a failure's message."""
        return [f"{control.role}: {control.name}" for control in self.controls() if control.name]
