"""Lays out the folder that the Windows installer packs. Not yet built nor run on Windows.

    py -3.12 packaging\\windows\\build.py EMBEDDED.zip WHEEL build\\windows

Run it on Windows with the Python whose version EMBEDDED.zip has: python.org's "Windows embeddable
package (64-bit)", compared with the checksum on its page first. WHEEL is Presence's own; what it
needs comes from the index that pip is set to. It is no frozen program on purpose: helpers, the
guard among them, are started as ``python.exe -m …``.
"""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from system_icons import write_all

PACKAGES = Path("Lib") / "site-packages"
# What PySide6-Essentials brings along and nobody here draws or speaks with.
UNUSED = (
    "PySide6/*.exe",
    "PySide6/*.pyi",
    "PySide6/Qt6Designer*.dll",
    "PySide6/Qt6OpenGL*.dll",
    "PySide6/Qt6Qml*.dll",
    "PySide6/Qt6Quick*.dll",
    "PySide6/Qt6Sql.dll",
    "PySide6/Qt6Test.dll",
    "PySide6/QtDesigner.pyd",
    "PySide6/QtOpenGL*.pyd",
    "PySide6/QtQml.pyd",
    "PySide6/QtQuick*.pyd",
    "PySide6/QtSql.pyd",
    "PySide6/QtTest.pyd",
    "PySide6/opengl32sw.dll",
    "PySide6/include",
    "PySide6/metatypes",
    "PySide6/plugins/designer",
    "PySide6/plugins/qmltooling",
    "PySide6/plugins/sqldrivers",
    "PySide6/qml",
    "PySide6/typesystems",
)
LANGUAGES = ("de",)
COMMAND = '@"%~dp0..\\python.exe" -m presence %*\r\n'


def lay_out(embedded: Path, wheel: Path, target: Path) -> None:
    """Python, Presence and what it needs in one folder, ready to be packed."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    with zipfile.ZipFile(embedded) as archive:
        archive.extractall(target)
    allow_packages(target)
    install(wheel, target / PACKAGES)
    remove_unused(target / PACKAGES)
    write_all(target)
    (target / "bin").mkdir()
    (target / "bin" / "presence.cmd").write_bytes(COMMAND.encode())


def allow_packages(target: Path) -> None:
    """An embedded Python looks only where its ._pth file says; raises where there is none."""
    (path_file,) = target.glob("python*._pth")
    archive = path_file.stem + ".zip"
    path_file.write_text(f"{archive}\n.\n{PACKAGES.as_posix()}\n", encoding="ascii")


def install(wheel: Path, packages: Path) -> None:
    """The wheel with what it needs on Windows."""
    pip = (sys.executable, "-m", "pip", "install", "--disable-pip-version-check")
    options = ("--only-binary=:all:", "--no-compile", f"--target={packages}")
    subprocess.run([*pip, *options, f"{wheel}[keyring]"], check=True)


def remove_unused(packages: Path) -> None:
    """What is not used, and Qt's words in languages that Presence does not speak."""
    for pattern in UNUSED:
        for path in packages.glob(pattern):
            if path.is_dir():
                shutil.rmtree(path)
            else:
                path.unlink()
    for path in (packages / "PySide6" / "translations").glob("*.qm"):
        if path.stem not in {f"qtbase_{language}" for language in LANGUAGES}:
            path.unlink()


if __name__ == "__main__":
    lay_out(*map(Path, sys.argv[1:4]))
