"""What windows were made of goes back to the system once they are gone."""

import subprocess
import sys

import pytest

from tests.desktops.lab import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="glibc's malloc")

# Small pieces that lie far apart, each the only one in use between two large ones that are free.
LETS_GO = """
import ctypes
from pathlib import Path
from presence.desktop.memory import SIZES, give_back

libc = ctypes.CDLL(None)
libc.malloc.restype, libc.free.argtypes = ctypes.c_void_p, (ctypes.c_void_p,)

def written_kb():
    lines = Path("/proc/self/smaps_rollup").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("Private_Dirty"))

def take(size):
    piece = libc.malloc(size)
    ctypes.memset(piece, 1, size)
    return piece

before = written_kb()
kept_before = [take(size) for size in SIZES for _ in range(7)]
apart = [(take(size), take(20_000)) for size in SIZES for _ in range(7)]
for _small, large in apart:
    libc.free(large)
for small, _large in apart:
    libc.free(small)
held = written_kb()
libc.malloc_trim(0)
trimmed = written_kb()
give_back()
print(before, held, trimmed, written_kb())
"""


def test_what_lies_apart_goes_back_too_when_all_of_it_is_let_go() -> None:
    said = subprocess.run(
        [sys.executable, "-c", LETS_GO], cwd=ROOT, capture_output=True, text=True, check=True
    )
    before, held, trimmed, left = map(int, said.stdout.split())
    assert held - before > 8_000
    assert trimmed - before > 1_500  # a page around each piece that glibc keeps for the next time
    assert left - before < 1_000
