"""A part of ``make torture-power``: a few hundred cuts, and what the simulated disk forgets."""

import subprocess
import sys
from random import Random

import pytest

from tests.desktops.lab import ROOT
from tests.torture_power.calls import Create, MakeFolder, Rename, Sync, Unlink, Write
from tests.torture_power.disk import Disk, Way

CUTS = 300
OPERATIONS = 80  # in each of the three records
SEED = 4
LIMIT = 600  # seconds; on two cores it takes half a minute


@pytest.mark.slow
def test_three_hundred_power_cuts_lose_nothing_that_was_acknowledged() -> None:
    words = [f"--cuts={CUTS}", f"--operations={OPERATIONS}", f"--seed={SEED}"]
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture_power", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=LIMIT,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stderr


@pytest.fixture
def disk() -> Disk:
    return Disk("/d", {"/d/old": b"as it was"})


def test_what_was_synced_stays_and_the_rest_goes(disk: Disk) -> None:
    for event in (Write("/d/old", 0, b"AS"), Sync("/d/old"), Write("/d/old", 3, b"IT")):
        disk.do(event)
    assert disk.cut(Random(1), Way.DROPPED)["/d/old"] == b"AS it was"
    assert disk.cut(Random(1), Way.KEPT)["/d/old"] == b"AS IT was"


def test_a_new_file_has_no_name_until_its_folder_is_synced(disk: Disk) -> None:
    for event in (Create("/d/new"), Write("/d/new", 0, b"all"), Sync("/d/new")):
        disk.do(event)
    assert "/d/new" not in disk.cut(Random(1), Way.DROPPED)
    disk.do(Sync("/d"))
    assert disk.cut(Random(1), Way.DROPPED)["/d/new"] == b"all"


def test_a_file_in_a_folder_that_is_not_there_is_not_there_either(disk: Disk) -> None:
    for event in (MakeFolder("/d/f"), Create("/d/f/new"), Sync("/d/f")):
        disk.do(event)
    assert disk.cut(Random(1), Way.DROPPED) == {"/d": None, "/d/old": b"as it was"}
    disk.do(Sync("/d"))
    assert disk.cut(Random(1), Way.DROPPED)["/d/f/new"] == b""


def test_after_a_rename_the_name_holds_the_old_file_or_the_new_one(disk: Disk) -> None:
    new = (Create("/d/new"), Write("/d/new", 0, b"new"), Sync("/d/new"), Rename("/d/new", "/d/old"))
    for event in new:
        disk.do(event)
    random = Random(1)
    found = {disk.cut(random, Way.MIXED)["/d/old"] for _cut in range(50)}
    assert found == {b"as it was", b"new"}


def test_a_name_taken_away_may_come_back(disk: Disk) -> None:
    disk.do(Unlink("/d/old"))
    assert disk.cut(Random(1), Way.DROPPED)["/d/old"] == b"as it was"
    disk.do(Sync("/d"))
    assert "/d/old" not in disk.cut(Random(1), Way.DROPPED)


def test_a_torn_write_is_there_in_some_of_its_sectors(disk: Disk) -> None:
    disk.do(Write("/d/old", 0, b"x" * 4096 * 4))
    random = Random(1)
    found = [disk.cut(random, Way.TORN)["/d/old"] or b"" for _cut in range(50)]
    assert any(0 < data.count(b"x") < 4096 * 4 for data in found)
    assert all(data.count(b"x") % 512 == 0 for data in found)
