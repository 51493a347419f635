"""The menu that a program gave to the panel (com.canonical.dbusmenu): what is where in it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass

from tests.desktops.lab import Lab
from tests.desktops.programs import LabError

READER = """
import json, sys
from gi.repository import Gio, GLib

bus = Gio.bus_get_sync(Gio.BusType.SESSION)
def call(name, path, interface, method, arguments):
    flags = Gio.DBusCallFlags.NO_AUTO_START
    return bus.call_sync(name, path, interface, method, arguments, None, flags, 5000, None).unpack()

def get(name, path, interface, key):
    ask = GLib.Variant("(ss)", (interface, key))
    return call(name, path, "org.freedesktop.DBus.Properties", "Get", ask)[0]

def item(node):
    number, values, children = node
    label = values.get("label", "").replace("__", "\\0").replace("_", "").replace("\\0", "_")
    return dict(label=label, is_enabled=values.get("enabled", True),
        is_visible=values.get("visible", True), is_separator=values.get("type") == "separator",
        is_checked=values.get("toggle-state", -1) == 1,
        children=[item(child) for child in children])

watcher = "org.kde.StatusNotifierWatcher"
menus = []
for entry in get(watcher, "/StatusNotifierWatcher", watcher, "RegisteredStatusNotifierItems"):
    name, slash, path = entry.replace("@", "").partition("/")  # GNOME's extension writes an @
    path = "/" + (path or "StatusNotifierItem")
    try:
        program = get(name, path, "org.kde.StatusNotifierItem", "Id")
        menu = get(name, path, "org.kde.StatusNotifierItem", "Menu")
        call(name, menu, "com.canonical.dbusmenu", "AboutToShow", GLib.Variant("(i)", (0,)))
        layout = GLib.Variant("(iias)", (0, -1, []))
        root = call(name, menu, "com.canonical.dbusmenu", "GetLayout", layout)[1]
        menus.append(dict(program=program, items=item(root)["children"]))
    except GLib.Error as error:
        print(error, file=sys.stderr)
print(json.dumps(menus))
"""


@dataclass(frozen=True)
class MenuItem:
    """A line of the menu and what opens beside it."""

    label: str
    is_enabled: bool
    is_visible: bool
    is_separator: bool
    is_checked: bool
    children: tuple["MenuItem", ...]

    @property
    def can_be_chosen(self) -> bool:
        """Whether the keys stop at this line."""
        return self.is_enabled and self.is_visible and not self.is_separator


def read_menu(lab: Lab, program: str = "") -> tuple[MenuItem, ...]:
    """The lines of the menu of the one program in the tray (whose id has ``program`` in it)."""
    done = lab.run("/usr/bin/python3", "-c", READER)
    menus = [menu for menu in json.loads(done.stdout) if program in menu["program"].lower()]
    if len(menus) != 1:
        raise LabError(f"{len(menus)} menus in the tray: {menus}\n{done.stderr}")
    return tuple(_item(node) for node in menus[0]["items"])


def keys_to(
    items: tuple[MenuItem, ...], labels: tuple[str, ...], opens_with_a_choice: bool = True
) -> list[str]:
    """The keys that lead from the opened menu to the line, through the menus named before it."""
    keys: list[str] = []
    for depth, label in enumerate(labels):
        lines = [line for line in items if line.can_be_chosen]
        found = [place for place, line in enumerate(lines) if line.label == label]
        found += [place for place, line in enumerate(lines) if line.label.startswith(label)]
        if not found:
            raise LabError(f"no line {label!r} in {[line.label for line in walk(items)]}")
        # Nothing is chosen in a menu just opened; in one opened by Right its first line may be.
        is_chosen = depth > 0 and opens_with_a_choice
        keys += ["Down"] * (found[0] + (not is_chosen))
        keys.append("Return" if depth == len(labels) - 1 else "Right")
        items = lines[found[0]].children
    return keys


def walk(items: tuple[MenuItem, ...]) -> Iterator[MenuItem]:
    """Every line, those of the menus beside included."""
    for line in items:
        yield line
        yield from walk(line.children)


def _item(node: dict[str, object]) -> MenuItem:
    children = node.pop("children")
    assert isinstance(children, list)
    return MenuItem(**node, children=tuple(_item(child) for child in children))  # type: ignore[arg-type]  # as READER wrote it
