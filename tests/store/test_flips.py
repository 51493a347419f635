"""Single bits flipped in a log; ``python -m tests.torture_log.flips 1000`` flips more of them."""

from pathlib import Path

import pytest

from tests.torture_log.flips import Flips


@pytest.mark.slow
def test_every_flipped_bit_is_detected_or_harmless(tmp_path: Path) -> None:
    tally = Flips(tmp_path, sessions=12).run(150, seed=11, typed_each=5)
    assert tally.is_good, "\n".join(tally.remarks)
