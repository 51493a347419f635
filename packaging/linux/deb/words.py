"""The texts of the package that are made from the project's own: control, changes, copyright."""

import os
import re
import subprocess
import textwrap
from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import format_datetime
from importlib.metadata import Distribution, PackagePath, distributions
from pathlib import Path

from linux.bundle.build import ROOT, source_date
from linux.bundle.contents import THIRD_PARTIES

MAINTAINER = "Presence maintainers <presence@packages.invalid>"
CONTROL = """\
Package: presence
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: utils
Priority: optional
Description: be with people while this computer is quiet
 One gesture before you meet people, and this computer goes quiet by its own
 do not disturb. When you come back, the time is in a log that only you have;
 at the end of the week you see who you gave your time to.
 .
 What was muted is put back exactly as it was, after a crash too. No account,
 no telemetry, and no network unless you add a calendar or a phone.
"""
HEADING = re.compile(r"^## \[?(?P<version>[0-9][^\]\s]*)\]?(?: - (?P<day>[0-9-]+))?", re.MULTILINE)
BULLET = re.compile(r"^- (?P<text>(?:.|\n(?!- |#|\n))+)", re.MULTILINE)
APACHE = re.compile(r" *Apache License\n.*?END OF TERMS AND CONDITIONS.*?(\n\n|\Z)", re.DOTALL)
COPYRIGHT = """\
Presence

{license}
This package also holds, in /usr/lib/presence, programs of others, unchanged but for what was left
out of them:

Qt {qt} and PySide6 {qt} (The Qt Company Ltd. and others), under the GNU Lesser General Public
License, version 3: /usr/share/common-licenses/LGPL-3. They are separate libraries in
/usr/lib/presence/lib, and may be put in the place of others. Their source is at
https://download.qt.io/official_releases/QtForPython and /official_releases/qt. Within Qt:
ICU (Unicode, Inc., the Unicode License v3), whose data was shortened, PCRE2 (BSD), zstd, zlib,
libpng, libjpeg-turbo, harfbuzz, freetype and others, as
https://doc.qt.io/qt-6/licenses-used-in-qt.html lists them.

Python (Python Software Foundation), under the PSF License:

{python}
"""


def control(version: str, depends: str, recommends: str, size: int) -> str:
    """The control file; ``size`` is in bytes."""
    return CONTROL.format(
        version=version,
        architecture=architecture(),
        maintainer=MAINTAINER,
        size=(size + 1023) // 1024,
        depends=depends,
        recommends=recommends,
    )


def architecture() -> str:
    """What Debian calls this machine's."""
    words = ["dpkg", "--print-architecture"]
    return subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()


def changes(version: str) -> str:
    """CHANGELOG.md as Debian writes it (Debian Policy, 4.4); what is not released is of now."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    parts = list(re.finditer(r"^## .*$", text, re.MULTILINE))
    entries = []
    for at, heading in enumerate(parts):
        end = parts[at + 1].start() if at + 1 < len(parts) else len(text)
        named = HEADING.match(heading.group())
        day = named["day"] if named else ""
        told = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else _now()
        released = named["version"] if named else version
        entries.append(_entry(released, told, text[heading.end() : end]))
    return "\n".join(entries)


def _entry(version: str, at: datetime, text: str) -> str:
    lines = [f"presence ({version}) unstable; urgency=medium", ""]
    for bullet in BULLET.finditer(text):
        words = " ".join(bullet["text"].replace("`", "").replace("*", "").split())
        lines += textwrap.wrap(words, 78, initial_indent="  * ", subsequent_indent="    ")
    return "\n".join([*lines, "", f" -- {MAINTAINER}  {format_datetime(at)}", ""])


def _now() -> datetime:
    return datetime.fromtimestamp(source_date(), UTC)


def copyright_text() -> str:
    """Whose work is in the package, and under which terms."""
    found = list(distributions())
    qt = next(each.version for each in found if each.name.lower() == "pyside6_essentials")
    python = Path(os.__file__).with_name("LICENSE.txt")
    text = COPYRIGHT.format(
        license=(ROOT / "LICENSE").read_text(encoding="utf-8"),
        qt=qt,
        python=_indented(python.read_text(encoding="utf-8")) if python.is_file() else "",
    )
    return text + "\n".join(_terms(each) for each in _third_parties(found))


def _third_parties(found: list[Distribution]) -> Iterator[Distribution]:
    for each in sorted(found, key=lambda each: each.name.lower()):
        tops = {file.parts[0].removesuffix(".py") for file in each.files or ()}
        if tops & (THIRD_PARTIES - {"PySide6", "shiboken6"}):
            yield each


def _terms(of: Distribution) -> str:
    told = of.metadata.json.get("license_expression") or of.metadata.json.get("license") or ""
    named = [file for file in of.files or () if re.match(r"(?i)(licen[cs]e|copying)", file.name)]
    texts = [_indented(_license(file)) for file in named if ".dist-info" in str(file)]
    heading = f"{of.name} {of.version}" + (f", {told}" if told and "\n" not in told else "")
    return "\n\n".join([f"{heading}:", *texts]) + "\n"


def _license(file: PackagePath) -> str:
    """Its words; those that every Debian has are named by their place there."""
    text = file.read_text()
    return APACHE.sub("The Apache License: /usr/share/common-licenses/Apache-2.0\n", text)


def _indented(text: str) -> str:
    return textwrap.indent(text.strip(), "    ")
