"""``python -m tests.exchange.fuzz [COUNT [SEED]]``: each reader gets so many damaged files.

A file of each format is cut, its bits are turned over, noise, scraps, other encodings and pieces of
it are put in. Nothing but an error of ours may come of it, within a limit of time, and every row
must arrive or be named as left out: of formats with a line for each row the lines are counted, and
of one file in fifty, which is imported, the counts are added up. Calendars are a tenth as many.
"""

import argparse
import io
import random
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from presence.core.errors import PresenceError
from presence.core.exchange.arrival import Arrival
from presence.exchange.formats import Format, Way, formats, read
from presence.exchange.mapped.reading import read as read_table
from tests.exchange.contacts.test_cards import FOUR, MAC, PHONE
from tests.exchange.contacts.test_monica import an_export
from tests.exchange.contacts.test_moving_in import GOOGLE, LINKEDIN, OUTLOOK
from tests.exchange.homes import UNTOLD, a_full_home, a_home, exported, imported
from tests.exchange.mapped.test_reading import GERMAN
from tests.exchange.trackers.contract import sample

LIMIT_S = 2.0  # of CPU
IMPORTED_EACH = 50
OF_TABLES = "any other CSV"
FEWER = {"ics": 10}  # a process is started for each calendar
SCRAPS: tuple[bytes, ...] = (
    *(b"\r", b"\n", b"\r\n", b"\0", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b'"', b"'", b";"),
    *(b",", b"\t", b"=cmd|' /C calc'!A0", b"[" * 3000, b'{"a":' * 3000, b"9" * 5000, b"-0", b"NaN"),
    *(b"1e999", b"\\ud800", b"2026-13-40", b"29.02.2025", b"02/03/2025", b"25:61", b"9999-12-31"),
    *(
        b"0001-01-01T00:00:00Z",
        b"20260329T023000",
        b"Mars/Olympus",
        b"<!ENTITY a 'b'>",
        b"&a;" * 99,
    ),
    *(
        "\u202e".encode(),
        "İß".encode(),
        b"BEGIN:VCARD\r\n",
        b"END:VEVENT\r\n",
        b"RRULE:FREQ=SECONDLY\n",
    ),
)
Lines = Callable[[bytes], int]


def _filled(data: bytes) -> int:
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"["):
        return 0  # it is JSON, then
    lines = data.removeprefix(b"\xef\xbb\xbf").decode(errors="replace").split("\n")
    return sum(bool(line.strip()) for line in lines)


def _cards(data: bytes) -> int:
    return sum(line.strip().upper() == b"BEGIN:VCARD" for line in data.split(b"\n"))


# How many rows a file has at the least, where a line alone tells.
ROWS: Mapping[str, Lines] = {"timewarrior, lines": _filled, "vcard": _cards}


@dataclass(slots=True)
class Found:
    """Of one reader."""

    files: int = 0
    refused: int = 0
    arrived: int = 0
    left_out: int = 0
    imported: int = 0
    longest_s: float = 0.0
    faults: list[str] = field(default_factory=list)


def samples(folder: Path) -> Mapping[str, tuple[Format, bytes]]:
    """A whole file of each, by what is printed of it."""
    full, wanted = a_full_home(folder), {each.value: each for each in formats(Way.IN)}
    files = {
        "jsonl": exported(full, Format.JSONL),
        "csv": exported(full, Format.CSV),
        "toggl": sample("toggl.csv"),
        "timewarrior": sample("timewarrior.json"),
        "activitywatch": sample("activitywatch.json"),
        "ics": sample("calendar.ics"),
        "watson": sample("watson-frames"),
        "clockify": sample("clockify.csv"),
        "hamster": sample("hamster.xml"),
        "klog": sample("klog.klg"),
        "gtimelog": sample("gtimelog.txt"),
        "forest": sample("forest.csv"),
        "vcard": PHONE + MAC + FOUR,
        "linkedin": LINKEDIN.encode(),
        "google": GOOGLE.encode(),
        "outlook": OUTLOOK.encode(),
        "monica": an_export().encode(),
    }
    assert files.keys() == wanted.keys()
    found = {name: (wanted[name], data) for name, data in files.items()}
    found["timewarrior, lines"] = (Format.TIMEWARRIOR, sample("timewarrior/data/2026-11.data"))
    found["hamster, database"] = (Format.HAMSTER, sample("hamster.db"))
    found[OF_TABLES] = (Format.CSV, GERMAN.encode())
    return found


def damaged(chance: random.Random, data: bytes) -> bytes:
    """The file after one to four mishaps."""
    for _ in range(chance.choice((1, 1, 2, 4))):
        at, to = sorted((chance.randrange(len(data) + 1), chance.randrange(len(data) + 1)))
        match chance.randrange(8):
            case 0:
                data = data[:at]
            case 1:
                turned = bytearray(data)
                for _ in range(min(chance.randrange(1, 20), len(turned))):
                    turned[chance.randrange(len(turned))] ^= 1 << chance.randrange(8)
                data = bytes(turned)
            case 2:
                data = data[:at] + chance.randbytes(chance.randrange(300)) + data[at:]
            case 3:
                lines = data.splitlines(keepends=True)
                chance.shuffle(lines)
                data = b"".join(lines)
            case 4:
                data = data[:to] + data[at:]
            case 5:
                data = data[:at] + data[to:]
            case 6:
                data = data[:at] + chance.choice(SCRAPS) + data[at:]
            case _:
                text, encoding = data.decode(errors="replace"), chance.choice(("utf-16", "cp1252"))
                data = text.encode(encoding, errors="replace") if chance.random() < 0.2 else data
    return data


def fuzz_one(name: str, wanted: Format, whole: bytes, count: int, seed: int, home: Path) -> Found:
    """So many damaged files for one reader."""
    chance, found = random.Random(f"{seed} {name}"), Found()
    for number in range(count):
        data = damaged(chance, whole)
        began = time.process_time()
        try:
            if name == OF_TABLES:
                rows = list(read_table(io.BytesIO(data), "file", UNTOLD, None))
            else:
                rows = list(read(io.BytesIO(data), "file", wanted, UNTOLD))
        except PresenceError:
            found.refused += 1
        except Exception as fault:  # noqa: BLE001  # any other is what we look for
            found.faults.append(f"{name} {number}: {fault!r}")
        else:
            arrived = sum(isinstance(each, Arrival) for each in rows)
            found.arrived += arrived
            found.left_out += len(rows) - arrived
            least = ROWS[name](data) if name in ROWS else 0
            if len(rows) < least or any(each.line < 1 for each in rows):
                found.faults.append(f"{name} {number}: {least} rows, {len(rows)} told of")
            if number % IMPORTED_EACH == 0 and name != OF_TABLES:
                _import(found, f"{name} {number}", data, wanted, home)
        took = time.process_time() - began
        found.files += 1
        found.longest_s = max(found.longest_s, took)
        if took > LIMIT_S:
            found.faults.append(f"{name} {number}: {took:.1f} s")
    return found


def _import(found: Found, name: str, data: bytes, wanted: Format, home: Path) -> None:
    done = imported(a_home(home, "".join(filter(str.isalnum, name))), data, wanted)
    left_out = len(done.left_out) + done.unnamed
    sessions = done.sessions
    told = sessions.added + sessions.changed + sessions.unchanged
    found.imported += 1
    if not wanted.is_of_people and wanted is not Format.JSONL and done.read != told + left_out:
        found.faults.append(f"{name}: {done.read} read, {told} told of, {left_out} left out")


def main() -> None:
    """Run it, and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.exchange.fuzz", description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=5000)
    parser.add_argument("seed", type=int, nargs="?", default=7)
    parser.add_argument("--only", metavar="FORMAT", default="")
    asked = parser.parse_args()
    total = Found()
    with TemporaryDirectory(prefix="exchange-fuzz.") as folder:
        for name, (wanted, whole) in samples(Path(folder)).items():
            if asked.only not in ("", name):
                continue
            count = asked.count // FEWER.get(name, 1)
            found = fuzz_one(name, wanted, whole, count, asked.seed, Path(folder))
            print(
                f"{name:20} {found.files:7,} files, {found.refused:6,} refused, "
                f"{found.arrived:8,} rows in, {found.left_out:8,} named as left out, "
                f"longest {found.longest_s * 1000:5.0f} ms",
                flush=True,
            )
            total.files += found.files
            total.refused += found.refused
            total.arrived += found.arrived
            total.left_out += found.left_out
            total.imported += found.imported
            total.longest_s = max(total.longest_s, found.longest_s)
            total.faults += found.faults
    print(
        f"{total.files:,} files of seed {asked.seed}, {total.imported:,} of them imported: "
        f"{len(total.faults)} crashes, hangs or lost rows; {total.refused:,} refused, "
        f"{total.arrived:,} rows in, {total.left_out:,} named as left out, longest "
        f"{total.longest_s * 1000:.0f} ms of CPU"
    )
    for fault in total.faults[:20]:
        print(fault)


if __name__ == "__main__":
    main()
