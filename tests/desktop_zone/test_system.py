"""The name of the system's time zone."""

from pathlib import Path

import pytest

from presence.desktop.zone.system import zone_name


@pytest.mark.parametrize(
    ("tz", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (":Asia/Tokyo", "Asia/Tokyo"),
        ("/usr/share/zoneinfo/America/New_York", "America/New_York"),
        ("CET-1CEST,M3.5.0,M10.5.0/3", "Etc/GMT-1"),
        ("<-03>3", "Etc/GMT+3"),
        ("Nowhere/Town", "UTC"),
        ("../../etc/passwd", "UTC"),
    ],
)
def test_the_environment_comes_first(tz: str, name: str) -> None:
    assert zone_name({"TZ": tz}) == name


def test_the_link_of_the_system_names_the_zone(tmp_path: Path) -> None:
    link = tmp_path / "localtime"
    link.symlink_to("../usr/share/zoneinfo/Europe/Lisbon")
    assert zone_name({}, str(link), str(tmp_path / "timezone")) == "Europe/Lisbon"


def test_a_copied_zone_is_named_by_the_other_file(tmp_path: Path) -> None:
    (tmp_path / "localtime").write_bytes(b"TZif2")
    (tmp_path / "timezone").write_text("Asia/Kolkata\n")
    named = zone_name({}, str(tmp_path / "localtime"), str(tmp_path / "timezone"))
    assert named == "Asia/Kolkata"
