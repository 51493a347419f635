"""A screen without a monitor: Xvfb, its pictures, and a pointer and keys that X itself moves.

The picture is read from the memory that Xvfb shares (-fbdir), which costs a few milliseconds and no
X request; the pointer is not in it.
"""

import mmap
import os
import struct
import time
from dataclasses import dataclass, field
from pathlib import Path

from PySide6.QtGui import QImage

from tests.desktops.lab import SHOTS, Lab
from tests.desktops.programs import LabError, wait_until

HEADER = struct.Struct(">25I")  # XWDFile.h: the header of an X window dump


@dataclass(frozen=True)
class Box:
    """A rectangle on the screen; ``right`` and ``bottom`` are outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def centre(self) -> tuple[int, int]:
        return (self.left + self.right) // 2, (self.top + self.bottom) // 2

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def meets(self, other: "Box") -> bool:
        """Whether the two share a point."""
        beside = self.right <= other.left or other.right <= self.left
        return not beside and self.top < other.bottom and other.top < self.bottom

    def grown(self, by: int) -> "Box":
        """The box with so much around it, as far as the screen goes to the left and up."""
        return Box(max(self.left - by, 0), max(self.top - by, 0), self.right + by, self.bottom + by)


@dataclass(frozen=True)
class Picture:
    """What was on the screen at one moment."""

    width: int
    height: int
    pixels: bytes = field(repr=False)  # 0xXXRRGGBB, little endian, rows without padding

    def changed(
        self, later: "Picture", inside: Box | None = None, outside: Box | None = None
    ) -> int:
        """How many pixels differ, within one box or everywhere but in another."""
        return len(self.differing(later, inside, outside))

    def changed_box(self, later: "Picture", inside: Box | None = None) -> Box | None:
        """The smallest box around all that differs."""
        points = self.differing(later, inside)
        if not points:
            return None
        columns = [x for x, _ in points]
        rows = [y for _, y in points]
        return Box(min(columns), min(rows), max(columns) + 1, max(rows) + 1)

    def save(self, path: Path) -> Path:
        """Write it as a PNG."""
        path.parent.mkdir(parents=True, exist_ok=True)
        image = QImage(
            self.pixels, self.width, self.height, 4 * self.width, QImage.Format.Format_RGB32
        )
        if not image.save(str(path)):
            raise LabError(f"could not write {path}")
        return path

    @property
    def frame(self) -> Box:
        return Box(0, 0, self.width, self.height)

    def differing(
        self, later: "Picture", inside: Box | None = None, outside: Box | None = None
    ) -> list[tuple[int, int]]:
        """The points (x, y) that differ, within one box or everywhere but in another."""
        box = inside or self.frame
        points = []
        for y in range(box.top, box.bottom):
            start, end = 4 * (y * self.width + box.left), 4 * (y * self.width + box.right)
            before, after = self.pixels[start:end], later.pixels[start:end]
            if before == after:
                continue
            for column, (a, b) in enumerate(
                zip(memoryview(before).cast("I"), memoryview(after).cast("I"), strict=True)
            ):
                if (a ^ b) & 0xFFFFFF and not _is_in(outside, box.left + column, y):
                    points.append((box.left + column, y))
        return points


class Screen:
    """One Xvfb in a lab; the lab's programs are shown on it from then on."""

    def __init__(self, lab: Lab, width: int = 1024, height: int = 768) -> None:
        self._lab = lab
        self.display = self._start(width, height)
        lab.env["DISPLAY"] = self.display
        dump = (lab.folder / "screen" / "Xvfb_screen0").open("rb")
        with dump:
            self._memory = mmap.mmap(dump.fileno(), 0, prot=mmap.PROT_READ)

    def grab(self) -> Picture:
        """The picture as it is now."""
        head = HEADER.unpack_from(self._memory)
        size, width, height, line, colours = head[0], head[4], head[5], head[12], head[19]
        start = size + 12 * colours
        data = self._memory[start : start + line * height]
        if line != 4 * width:
            data = b"".join(data[y * line : y * line + 4 * width] for y in range(height))
        return Picture(width, height, data)

    def shot(self, name: str) -> Path:
        """Save the picture among the screenshots."""
        return self.grab().save(SHOTS / f"{name}.png")

    def settled(self, quiet: float = 0.3, seconds: float = 10.0) -> Picture:
        """The picture once nothing has moved for a while (the last one where it never stops)."""
        until = time.monotonic() + seconds
        picture, since = self.grab(), time.monotonic()
        while time.monotonic() - since < quiet and time.monotonic() < until:
            time.sleep(0.05)
            now = self.grab()
            if now.pixels != picture.pixels:
                picture, since = now, time.monotonic()
        return picture

    def hover(self, x: int, y: int) -> None:
        """Move the pointer there."""
        self._lab.run("xdotool", "mousemove", str(x), str(y))

    def click(self, x: int, y: int, button: int = 1, times: int = 1) -> None:
        """Move the pointer there and press and let go a button, once or in quick succession."""
        # The panel needs a moment to see the pointer come in before the button goes down.
        self._lab.run(
            *("xdotool", "mousemove", str(x), str(y), "sleep", "0.1"),
            *("click", "--repeat", str(times), "--delay", "60", str(button)),
        )

    def key(self, *keys: str) -> None:
        """Press keys one after the other, by their X names (Return, Escape, ctrl+w)."""
        self._lab.run("xdotool", "key", "--delay", "40", *keys)

    def type(self, text: str) -> None:
        """Type a text."""
        self._lab.run("xdotool", "type", "--delay", "15", text)

    def windows(self, title: str) -> list[int]:
        """The visible windows whose title has ``title`` in it."""
        done = self._lab.run("xdotool", "search", "--onlyvisible", "--name", title, check=False)
        return [int(word) for word in done.stdout.split()]

    def wait_for_window(self, title: str, seconds: float = 10.0) -> int:
        """The first visible window of that title."""
        return wait_until(lambda: self.windows(title), seconds, f"a window {title!r}", every=0.1)[0]

    def box_of_window(self, window: int) -> Box:
        """Where a window is."""
        done = self._lab.run("xdotool", "getwindowgeometry", "--shell", str(window))
        values = dict(line.split("=") for line in done.stdout.split())
        left, top = int(values["X"]), int(values["Y"])
        return Box(left, top, left + int(values["WIDTH"]), top + int(values["HEIGHT"]))

    def _start(self, width: int, height: int) -> str:
        folder = self._lab.folder / "screen"
        folder.mkdir()
        read, write = os.pipe()
        try:
            server = self._lab.spawn(
                *("setpriv", "--pdeathsig", "TERM", "Xvfb", "-displayfd", str(write)),
                *("-screen", "0", f"{width}x{height}x24", "-fbdir", str(folder)),
                *("-nolisten", "tcp", "-nocursor", "-noreset"),
                name="Xvfb",
                pass_fds=(write,),
            )
        finally:
            os.close(write)
        with os.fdopen(read) as answer:
            number = answer.readline().strip()  # ends empty when Xvfb dies
        if not number:
            raise LabError(f"Xvfb did not start:\n{server.output}")
        return f":{number}"


def _is_in(box: Box | None, x: int, y: int) -> bool:
    return box is not None and box.left <= x < box.right and box.top <= y < box.bottom
