"""Lays out Presence.app. Not yet built nor run on macOS.

    python3.12 packaging/macos/build.py PYTHON WHEEL build/macos

PYTHON is the folder of a relocatable Python 3.12 (python-build-standalone's "install_only" archive,
unpacked; compared with its checksum first), for this kind of processor. WHEEL is Presence's own.
Clang comes with Xcode's command line tools. sign.sh signs what this lays out.
"""

import plistlib
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))
from system_icons import write_all

HERE = Path(__file__).parent
APPLICATION = "app.presence.Presence"
PROGRAMS = ("presence-tray", "presence")
OLDEST = "12.0"  # of macOS, that Qt 6.11 runs on


def lay_out(python: Path, wheel: Path, target: Path) -> Path:
    """The app in the folder ``target``, made anew."""
    contents = target / "Presence.app" / "Contents"
    shutil.rmtree(contents.parent, ignore_errors=True)
    (contents / "MacOS").mkdir(parents=True)
    resources = contents / "Resources"
    shutil.copytree(python, resources / "python", symlinks=True)
    own = resources / "python" / "bin" / "python3"
    pip = (str(own), "-m", "pip", "install", "--disable-pip-version-check")
    subprocess.run([*pip, "--only-binary=:all:", f"{wheel}[keyring]"], check=True)
    version = subprocess.run(
        [str(own), "-I", "-c", "import presence; print(presence.__version__)"],
        check=True,
        capture_output=True,
        text=True,
    ).stdout.strip()
    (contents / "Info.plist").write_bytes(plistlib.dumps(info(version)))
    write_all(resources)
    (resources / "presence.ico").unlink()
    for program in PROGRAMS:
        compile_launcher(resources / "python" / "lib", contents / "MacOS" / program)
    return contents.parent


def info(version: str) -> dict[str, object]:
    """What macOS is told of the app: it lives in the menu bar alone."""
    return {
        "CFBundleDevelopmentRegion": "en",
        "CFBundleExecutable": PROGRAMS[0],
        "CFBundleIconFile": "presence.icns",
        "CFBundleIdentifier": APPLICATION,
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleLocalizations": ["en", "de"],
        "CFBundleName": "Presence",
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "LSMinimumSystemVersion": OLDEST,
        "LSUIElement": True,
        "NSHighResolutionCapable": True,
        # Asked by macOS itself, the first time a phone is to reach this computer.
        "NSLocalNetworkUsageDescription": "Your phone tells this computer that it lies face down.",
    }


def compile_launcher(libraries: Path, program: Path) -> None:
    """A program that finds Python's library beside the app, wherever the app lies."""
    (library,) = libraries.glob("libpython3.*.dylib")
    words = ["clang", "-O2", "-Wall", "-Wextra", f"-mmacosx-version-min={OLDEST}"]
    words += ["-o", str(program), str(HERE / "launcher.c"), str(library)]
    words += ["-Wl,-rpath,@executable_path/../Resources/python/lib"]
    subprocess.run(words, check=True)
    # python-build-standalone names its library by a path that is right in its own folder alone.
    listed = subprocess.run(
        ["otool", "-D", str(library)], check=True, capture_output=True, text=True
    ).stdout.split()
    change = ["install_name_tool", "-change", listed[-1], f"@rpath/{library.name}", str(program)]
    subprocess.run(change, check=True)


if __name__ == "__main__":
    print(lay_out(*map(Path, sys.argv[1:4])))
