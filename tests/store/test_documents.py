"""Kinds as they are stored: every field comes back, also from what an older version has stored."""

import json
from dataclasses import replace

import pytest

from presence.core.kind import BUILT_IN, Around, Kind
from presence.store.documents import dump_kind, load_kind

QUIET = replace(BUILT_IN[2], key="opera", around=frozenset(Around))


@pytest.mark.parametrize("kind", [*BUILT_IN, QUIET], ids=lambda kind: kind.key)
def test_a_kind_comes_back_exactly_as_it_was_stored(kind: Kind) -> None:
    assert load_kind(dump_kind(kind)) == kind


def test_a_kind_has_one_spelling_whatever_the_order_of_its_wishes() -> None:
    there = replace(QUIET, around=frozenset([Around.MUTE_SOUND, Around.LOCK_SCREEN]))
    back = replace(QUIET, around=frozenset([Around.LOCK_SCREEN, Around.MUTE_SOUND]))
    assert dump_kind(there) == dump_kind(back)
    assert json.loads(dump_kind(there))["around"] == ["lock_screen", "mute_sound"]


def test_a_kind_stored_before_there_were_wishes_wishes_nothing() -> None:
    older = json.loads(dump_kind(QUIET))
    del older["around"]
    assert load_kind(json.dumps(older)) == replace(QUIET, around=frozenset())
