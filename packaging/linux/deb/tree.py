"""Lays the package out as it lies on the person's disk."""

import gzip
import shutil
from collections.abc import Iterator
from pathlib import Path

from linux.bundle.build import ROOT, source_date
from linux.deb.words import changes, copyright_text

from presence import APPLICATION_ID

FILES = Path(__file__).with_name("files")
RESOURCES = ROOT / "resources"
PREFIX = "usr/lib/presence"
COMPLETIONS = {
    "presence.bash": "usr/share/bash-completion/completions/presence",
    "_presence": "usr/share/zsh/vendor-completions/_presence",
    "presence.fish": "usr/share/fish/vendor_completions.d/presence.fish",
}
# Not in /etc, where it would be a setting and stay when the package goes (Debian Policy 10.7.3).
AUTOSTART = "usr/share/doc/presence/examples/autostart.desktop"


def lay_out_package(bundle: Path, root: Path, version: str) -> None:
    """Everything below ``root`` but DEBIAN/; the bundle is moved there."""
    (root / PREFIX).parent.mkdir(parents=True)
    bundle.rename(root / PREFIX)
    for name in ("presence", "presence-tray"):
        link = root / "usr" / "bin" / name
        link.parent.mkdir(parents=True, exist_ok=True)
        link.symlink_to(f"../lib/presence/bin/{name}")
    for source, inside in _copied():
        _copy(source, root / inside)
    share = root / "usr" / "share"
    _write(share / "applications" / f"{APPLICATION_ID}.desktop", menu_entry().encode())
    about = (FILES / f"{APPLICATION_ID}.metainfo.xml").read_text(encoding="utf-8")
    about = about.replace("@RELEASE@", release(version))
    _write(share / "metainfo" / f"{APPLICATION_ID}.metainfo.xml", about.encode())
    for page in sorted((RESOURCES / "man").rglob("*.1")):
        packed = f"{page.relative_to(RESOURCES / 'man')}.gz"
        _write(share / "man" / packed, _packed(page.read_bytes()))
    _write(share / "man" / "man1" / "presence-tray.1.gz", _packed(b".so man1/presence.1\n"))
    documents = share / "doc" / "presence"
    _write(documents / "changelog.gz", _packed(changes(version).encode()))
    _write(documents / "copyright", copyright_text().encode())
    for path in [root, *root.rglob("*")]:
        if path.is_dir():
            path.chmod(0o755)


def menu_entry() -> str:
    """The entry for the menu; where the bus starts Presence, a desktop asks nobody else."""
    text = (RESOURCES / "linux" / f"{APPLICATION_ID}.desktop").read_text(encoding="utf-8")
    return text.replace("\nTerminal=", "\nDBusActivatable=true\nTerminal=", 1)


def release(version: str) -> str:
    """What the software centre shows as the newest."""
    return f'<release version="{version}" timestamp="{source_date()}"/>'


def _copied() -> Iterator[tuple[Path, str]]:
    service = f"{APPLICATION_ID}.service"
    yield ROOT / "packaging" / "linux" / service, f"usr/share/dbus-1/services/{service}"
    yield FILES / "presence.service", "usr/lib/systemd/user/presence.service"
    yield FILES / "autostart.desktop", AUTOSTART
    yield FILES / "lintian-overrides", "usr/share/lintian/overrides/presence"
    for name, inside in COMPLETIONS.items():
        yield RESOURCES / "completions" / name, inside
    icons = RESOURCES / "icons" / "hicolor"
    for icon in sorted(icons.glob("*/apps/*.svg")):
        yield icon, f"usr/share/icons/hicolor/{icon.relative_to(icons)}"


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
    target.chmod(0o644)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o644)
