"""The app's icon as Windows and macOS want it."""

from pathlib import Path

from PIL import Image
from PIL.IcoImagePlugin import IcoImageFile
from system_icons import MACOS, WINDOWS, drawn, write_all


def test_each_size_is_there_and_shows_the_icon(tmp_path: Path) -> None:
    windows, macos = write_all(tmp_path / "new")
    with Image.open(windows) as icon:
        assert isinstance(icon, IcoImageFile)
        assert icon.ico.sizes() == {(size, size) for size in WINDOWS}
    with Image.open(macos) as icon:
        widths = {width * scale for width, _height, scale in icon.info["sizes"]}
        assert widths >= {size for size in MACOS if size >= 32}


def test_the_smallest_is_no_empty_square() -> None:
    small = drawn(16)
    colours = small.getcolors(256) or []
    assert len(colours) > 8
    assert small.getpixel((0, 0)) == (0, 0, 0, 0), "round corners"
