"""What goes into the bundle, and what is left out."""

import pytest
from linux.bundle.contents import OURS, PACKAGES, PYTHON, STANDARD, UnknownContent, place
from linux.bundle.layout import modules_of

from tests.desktops.lab import ROOT


@pytest.mark.parametrize(
    ("name", "inside"),
    [
        ("presence/app.pyc", f"{OURS}/app.pyc"),
        ("os.pyc", f"{STANDARD}/os.pyc"),
        ("email/message.pyc", f"{STANDARD}/email/message.pyc"),
        ("jeepney/__init__.pyc", f"{PACKAGES}/jeepney/__init__.pyc"),
        (f"{PYTHON}/lib-dynload/_json.so", f"{STANDARD}/lib-dynload/_json.so"),
        (f"lib{PYTHON}.so.1.0", f"lib/lib{PYTHON}.so.1.0"),
        ("PySide6/QtWidgets.abi3.so", f"{PACKAGES}/PySide6/QtWidgets.abi3.so"),
        (
            "PySide6/Qt/plugins/platforms/libqxcb.so",
            f"{PACKAGES}/PySide6/Qt/plugins/platforms/libqxcb.so",
        ),
        (
            "PySide6/Qt/translations/qtbase_de.qm",
            f"{PACKAGES}/PySide6/Qt/translations/qtbase_de.qm",
        ),
    ],
)
def test_what_presence_needs_has_its_place(name: str, inside: str) -> None:
    assert place(name) == inside


@pytest.mark.parametrize(
    "name",
    [
        "PySide6/QtQml.abi3.so",
        "PySide6/Qt/lib/libQt6Quick.so.6",
        "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
        "PySide6/Qt/translations/qtbase_fr.qm",
        "libssl.so.3",
        f"{PYTHON}/lib-dynload/_lzma.cpython-311-x86_64-linux-gnu.so",
        "cryptography/__init__.pyc",
        "icalendar/tests/test_time.pyc",
        "click-8.dist-info/RECORD",
    ],
)
def test_what_it_does_not_need_has_none(name: str) -> None:
    assert place(name) is None


def test_a_package_that_nobody_has_thought_of_fails_the_build() -> None:
    with pytest.raises(UnknownContent, match="surprise"):
        place("surprise/__init__.pyc")


def test_every_module_of_presence_comes_along() -> None:
    names = modules_of(ROOT / "presence")
    assert {"presence", "presence.cli.fast", "presence.desktop.lease.guard"} <= set(names)
