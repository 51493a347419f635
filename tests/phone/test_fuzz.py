"""A seeded piece of the fuzzing; ``python -m tests.phone.fuzz 100000`` is the long one."""

from presence.paths import resources_dir
from tests.phone.fuzz import fuzz


def test_600_inputs_that_nobody_would_send_do_no_harm() -> None:
    found = fuzz(600, seed=8, page=resources_dir() / "phone")
    assert found.inputs == 600
    assert found.faults == []
    assert found.answered > 100  # they were not all cut off at the first byte
    assert found.refused > 300
    assert found.taken > 30
