"""Draws every icon in resources/icons: ``python packaging/icons.py``; what it writes is committed.

The tray's icons tell the state by shape, for panels recolour them and some people see no colour:

    idle            two people, outlined
    present-00..12  two people, filled, in a ring that shows how much of the time is left
    open            the same in a dotted ring: no end is planned
    ending-soon     an hourglass, and the last piece of the ring
    over-time       a filled disc with a plus cut out
    not-muted       a bell in a broken ring: this computer still rings

GTK recolours a symbolic icon by overriding ``fill`` on every shape, so these are made of filled
paths only.
"""

import math
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"
STEPS = 12
TRACK_OPACITY = 0.35

# The ring of the tray's icons, on a grid of 16.
MIDDLE = 8.0
OUTER = 7.85
INNER = 6.2


# --- shapes as the path data of SVG --------------------------------------------------------------


def number(value: float) -> str:
    """A coordinate, as short as it can be written."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def data(*parts: str | float) -> str:
    """Path data: letters and coordinates."""
    return " ".join(part if isinstance(part, str) else number(part) for part in parts)


def circle(x: float, y: float, radius: float) -> str:
    """A filled circle."""
    half = ("a", radius, radius, 0, 1, 0)
    return data("M", x - radius, y, *half, 2 * radius, 0, *half, -2 * radius, 0, "Z")


def on_clock(radius: float, share: float) -> tuple[float, float]:
    """The point at that share of a round, clockwise from the top."""
    angle = 2 * math.pi * share
    return MIDDLE + radius * math.sin(angle), MIDDLE - radius * math.cos(angle)


def ring(start: float = 0.0, end: float = 1.0) -> str:
    """A piece of the ring, clockwise from the top."""
    if end - start >= 1:
        return circle(MIDDLE, MIDDLE, OUTER) + circle(MIDDLE, MIDDLE, INNER)
    long_way = 1 if end - start > 0.5 else 0
    return data(
        *("M", *on_clock(OUTER, start), "A", OUTER, OUTER, 0, long_way, 1, *on_clock(OUTER, end)),
        *("L", *on_clock(INNER, end), "A", INNER, INNER, 0, long_way, 0, *on_clock(INNER, start)),
        "Z",
    )


def dotted_ring(dots: int = 10) -> str:
    """A ring without an end."""
    middle = (OUTER + INNER) / 2
    return "".join(circle(*on_clock(middle, dot / dots), 0.95) for dot in range(dots))


def dome(left: float, top: float, right: float, bottom: float, corner: float) -> str:
    """Shoulders: round above, with small corners below."""
    bend = min((right - left) / 2, bottom - top - corner)
    return data(
        *("M", left + corner, bottom, "A", corner, corner, 0, 0, 1, left, bottom - corner),
        *("V", top + bend, "A", bend, bend, 0, 0, 1, left + bend, top),
        *("H", right - bend, "A", bend, bend, 0, 0, 1, right, top + bend),
        *("V", bottom - corner, "A", corner, corner, 0, 0, 1, right - corner, bottom, "Z"),
    )


def person(x: float, top: float, bottom: float, head: float, width: float) -> str:
    """One person, filled: a head, and shoulders below it."""
    neck = top + 2.3 * head
    corner = width / 10
    return circle(x, top + head, head) + dome(x - width / 2, neck, x + width / 2, bottom, corner)


def hollow_person(x: float) -> str:
    """One person, outlined."""
    line = 1.35
    head = circle(x, 4.5, 2.5) + circle(x, 4.5, 2.5 - line)
    outside = dome(x - 3.4, 8, x + 3.4, 14.2, 0.6)
    inside = dome(x - 3.4 + line, 8 + line, x + 3.4 - line, 14.2 - line, 0.1)
    return head + outside + inside


def two_people() -> str:
    """Two people, filled, as large as the ring lets them be."""
    return person(5.85, 4.2, 11.2, 1.6, 3.7) + person(10.15, 4.2, 11.2, 1.6, 3.7)


def hourglass() -> str:
    """An hourglass that fits into the ring."""
    return "M4.9 3.8H11.1V5.2H10.6L8.9 8 10.6 10.8H11.1V12.2H4.9V10.8H5.4L7.1 8 5.4 5.2H4.9Z"


def plus() -> str:
    """A plus that fits into the disc."""
    return "M7 4H9V7H12V9H9V12H7V9H4V7H7Z"


def bell() -> str:
    """A bell that fits into the ring."""
    body = "M8 3.4A3.1 3.1 0 0 1 11.1 6.5V8.6L12 10.3H4L4.9 8.6V6.5A3.1 3.1 0 0 1 8 3.4Z"
    return body + "M6.7 11H9.3A1.3 1.3 0 0 1 6.7 11Z"


def broken_ring() -> str:
    """A ring in four pieces."""
    return "".join(ring(quarter + 0.045, quarter + 0.205) for quarter in (0, 0.25, 0.5, 0.75))


def tray_icons() -> Mapping[str, tuple[tuple[str, float], ...]]:
    """Each icon of the tray: its shapes and how opaque they are."""
    people = (two_people(), 1.0)
    track = (ring(), TRACK_OPACITY)
    icons: dict[str, tuple[tuple[str, float], ...]] = {
        "presence-idle": ((hollow_person(4.15) + hollow_person(11.85), 1.0),),
        "presence-open": ((dotted_ring(), 1.0), people),
        "presence-ending-soon": (track, (ring(0, 1 / STEPS), 1.0), (hourglass(), 1.0)),
        "presence-over-time": ((circle(MIDDLE, MIDDLE, OUTER) + plus(), 1.0),),
        "presence-not-muted": ((broken_ring(), 1.0), (bell(), 1.0)),
        "presence-present-00": (track, people),
        f"presence-present-{STEPS:02}": ((ring(), 1.0), people),
    }
    for step in range(1, STEPS):
        rest = (ring(step / STEPS, 1), TRACK_OPACITY)
        icons[f"presence-present-{step:02}"] = (rest, (ring(0, step / STEPS), 1.0), people)
    return MappingProxyType(icons)


def symbolic_svg(shapes: tuple[tuple[str, float], ...]) -> str:
    """A symbolic icon that GTK, Plasma and GNOME Shell all recolour."""
    lines = [
        '<svg xmlns="http://www.w3.org/2000/svg" width="16" height="16" viewBox="0 0 16 16">',
        '<style id="current-color-scheme" type="text/css">.ColorScheme-Text{color:#2e3436}</style>',
    ]
    for shape, opacity in shapes:
        faint = f' opacity="{opacity}"' if opacity < 1 else ""
        lines.append(
            f'<path class="ColorScheme-Text" fill="currentColor" fill-rule="evenodd"{faint} '
            f'd="{shape}"/>'
        )
    return "\n".join([*lines, "</svg>", ""])


# --- line icons of kinds and controls, on a grid of 24 -------------------------------------------

KIND_LINES: Mapping[str, str] = MappingProxyType(
    {
        "meeting": (
            '<rect x="3" y="4" width="18" height="12" rx="2"/><path d="M12 16v4M8 20h8"/>'
            '<path d="M7 12l3-3 3 2 4-4"/>'
        ),
        "coffee": (
            '<path d="M4 10h12v5a5 5 0 0 1-5 5H9a5 5 0 0 1-5-5z"/>'
            '<path d="M16 11.5h1.5a2.75 2.75 0 0 1 0 5.5H15.5"/><path d="M8 3.5v3M12 3.5v3"/>'
        ),
        "dinner": (
            '<path d="M5 3.5v4.5a2.75 2.75 0 0 0 5.5 0V3.5M7.75 3.5v17"/>'
            '<path d="M17.5 20.5v-17c-2.2 1-3.5 3.7-3.5 7 0 2 1.2 3.5 3.5 3.5"/>'
        ),
        "family": (
            '<path d="M3.5 11.5L12 4l8.5 7.5"/><path d="M6 9.5v10.5h12V9.5"/>'
            '<path d="M12 16.8c-2-1.3-2.9-2.2-2.9-3.3a1.5 1.5 0 0 1 2.9-.6 1.5 1.5 0 0 1 2.9.6'
            'c0 1.1-.9 2-2.9 3.3z"/>'
        ),
        "event": (
            '<rect x="4" y="6.5" width="16" height="14" rx="2"/><path d="M9.5 6.5V4h5v2.5"/>'
            '<circle cx="12" cy="11.5" r="2"/><path d="M8 17.5c.5-2 2-3 4-3s3.5 1 4 3"/>'
        ),
        "walk": (
            '<circle cx="13" cy="4.5" r="1.75"/>'
            '<path d="M12.5 8.5l-1.5 5.5 3 2.5 1 4.5M11 14l-1 3.5-3 3.5"/>'
            '<path d="M12.5 8.5L8.5 10.5 7.5 13.5M12.5 8.5l2.5 3.5 3 1"/>'
        ),
        "alone": (
            '<path d="M12 6.5C10.3 5 7.5 4.5 3.5 4.5v14c4 0 6.8.5 8.5 2 1.7-1.5 4.5-2 '
            '8.5-2v-14c-4 0-6.8.5-8.5 2z"/><path d="M12 6.5v14"/>'
        ),
        "people": (
            '<circle cx="8" cy="7.5" r="3"/><circle cx="16.5" cy="8.5" r="2.5"/>'
            '<path d="M2.5 19.5c0-4 2-6.5 5.5-6.5s5.5 2.5 5.5 6.5z"/>'
            '<path d="M15 13.7c.5-.1 1-.2 1.5-.2 3 0 5 2.2 5 6h-4.5"/>'
        ),
    }
)

CONTROL_LINES: Mapping[str, str] = MappingProxyType(
    {
        "start": '<path d="M7.5 4.5v15l12-7.5z"/>',
        "stop": '<rect x="5.5" y="5.5" width="13" height="13" rx="2"/>',
        "extend": '<circle cx="10.5" cy="13" r="7.5"/><path d="M10.5 8.5V13l3 2"/>'
        '<path d="M19 2.5v5M16.5 5h5"/>',
        "undo": '<path d="M8.5 4.5L4 9l4.5 4.5"/><path d="M4 9h10a5.5 5.5 0 0 1 0 11H9"/>',
        "settings": '<path d="M3.5 7H12M18 7h2.5M3.5 17H6M12 17h8.5"/>'
        '<circle cx="15" cy="7" r="3"/><circle cx="9" cy="17" r="3"/>',
        "help": '<circle cx="12" cy="12" r="9"/>'
        '<path d="M9.3 9.5a2.75 2.75 0 1 1 4.2 2.3c-1 .6-1.5 1.1-1.5 2.2M12 17v.1"/>',
        "week": '<path d="M3.5 20.5h17"/><path d="M6 17v-5M12 17V5M18 17V9"/>',
        "pin": '<path d="M9 3.5h6l-1 6.5 3.5 3.5h-11L10 10z"/><path d="M12 13.5V21"/>',
        "previous": '<path d="M15 5l-7 7 7 7"/>',
        "next": '<path d="M9 5l7 7-7 7"/>',
        "warning": '<path d="M12 4L2.5 20h19z"/><path d="M12 10v4.5M12 17.2v.1"/>',
        "quiet": '<path d="M6.5 17V10.5a5.5 5.5 0 0 1 8.8-4.4M17.5 10.5V17"/>'
        '<path d="M4.5 17h11.5M10 20.5h4M4 4l16.5 16.5"/>',
        "phone-down": '<rect x="2.5" y="15" width="19" height="4.5" rx="1.5"/>'
        '<path d="M12 3v8M8.5 7.7L12 11.2l3.5-3.5"/>',
        "calendar": '<rect x="3.5" y="5" width="17" height="15.5" rx="2"/>'
        '<path d="M3.5 10h17M8 2.5v4M16 2.5v4"/>',
        "close": '<path d="M6 6l12 12M18 6L6 18"/>',
        "search": '<circle cx="10.5" cy="10.5" r="6.5"/><path d="M15.5 15.5L21 21"/>',
        "add": '<path d="M12 5v14M5 12h14"/>',
        "edit": '<path d="M4 20l1-4.5L16.5 4l3.5 3.5L8.5 19z"/><path d="M14 6.5l3.5 3.5"/>',
        "delete": '<path d="M4.5 6.5h15M9.5 6.5V4h5v2.5M6.5 6.5l1 14h9l1-14"/>'
        '<path d="M10.5 10.5v6M13.5 10.5v6"/>',
        "check": '<path d="M4.5 12.5l5 5 10-11"/>',
        "place": '<path d="M12 21.5c-4.5-5-6.5-8.3-6.5-11.5a6.5 6.5 0 0 1 13 0c0 3.2-2 6.5-6.5 '
        '11.5z"/><circle cx="12" cy="10" r="2.5"/>',
        "note": '<path d="M5 3.5h14v11.5l-5.5 5.5H5z"/>'
        '<path d="M19 15h-5.5v5.5M8.5 8h7M8.5 12h4"/>',
        "screen": '<rect x="3" y="4.5" width="18" height="12" rx="2"/>'
        '<path d="M8 20.5h8M12 16.5v4"/>',
        "bell": '<path d="M6.5 17V10.5a5.5 5.5 0 0 1 11 0V17M4.5 17h15M10 20.5h4"/>',
    }
)


def line_svg(shapes: str) -> str:
    """A line icon in the colour of the text around it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" '
        'fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" '
        f'stroke-linejoin="round">\n{shapes}\n</svg>\n'
    )


# --- the app's own icon --------------------------------------------------------------------------


def app_svg() -> str:
    """The icon of the app: two people within a ring that is nearly whole."""
    people = person(48.5, 37, 88, 10.5, 26) + person(79.5, 37, 88, 10.5, 26)
    return f"""<svg xmlns="http://www.w3.org/2000/svg" width="128" height="128" \
viewBox="0 0 128 128">
<defs><linearGradient id="ground" x1="0" y1="0" x2="0" y2="1">
<stop offset="0" stop-color="#3f6f8f"/><stop offset="1" stop-color="#234660"/>
</linearGradient></defs>
<rect x="6" y="6" width="116" height="116" rx="28" fill="url(#ground)"/>
<circle cx="64" cy="64" r="45" fill="none" stroke="#ffffff" stroke-opacity="0.22" stroke-width="8"/>
<path d="M64 19A45 45 0 1 1 25.03 41.5" fill="none" stroke="#ffc977" stroke-width="8" \
stroke-linecap="round"/>
<path d="{people}" fill="#fdf8f0"/>
</svg>
"""


INDEX = """[Icon Theme]
Name=Hicolor
Comment=Presence's own icons, where the system has no hicolor theme
Hidden=true
Directories=scalable/apps,symbolic/apps

[scalable/apps]
Size=128
MinSize=8
MaxSize=512
Context=Applications
Type=Scalable

[symbolic/apps]
Size=16
MinSize=8
MaxSize=512
Context=Applications
Type=Scalable
"""


def write_all(icons: Path) -> int:
    """Write every icon below ``icons``; says how many."""
    files = {"hicolor/index.theme": INDEX, "hicolor/scalable/apps/presence.svg": app_svg()}
    for name, shapes in tray_icons().items():
        files[f"hicolor/symbolic/apps/{name}-symbolic.svg"] = symbolic_svg(shapes)
    for folder, drawings in (("kinds", KIND_LINES), ("controls", CONTROL_LINES)):
        for name, drawing in drawings.items():
            files[f"{folder}/{name}.svg"] = line_svg(drawing)
    for path, text in files.items():
        target = icons / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
    return len(files)


if __name__ == "__main__":
    print(write_all(ICONS), "files in", ICONS)
