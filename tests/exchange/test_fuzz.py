"""A few of the damaged files of ``tests/exchange/fuzz.py``, for every reader."""

from pathlib import Path

from tests.exchange.fuzz import FEWER, fuzz_one, samples

FILES, SEED = 60, 20261128


def test_no_reader_crashes_hangs_or_loses_a_row_of_a_damaged_file(tmp_path: Path) -> None:
    for name, (wanted, whole) in samples(tmp_path).items():
        count = FILES // FEWER.get(name, 1)
        found = fuzz_one(name, wanted, whole, count, SEED, tmp_path)
        assert found.faults == []
        assert found.refused < count
        assert found.arrived


def test_a_reader_that_loses_a_row_is_found(tmp_path: Path) -> None:
    wanted, whole = samples(tmp_path)["vcard"]
    found = fuzz_one("timewarrior, lines", wanted, whole, FILES, SEED, tmp_path)
    assert found.faults  # there are more lines than cards
