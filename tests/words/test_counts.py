"""Large numbers within sentences: a space between their thousands, wherever somebody reads them."""

from collections.abc import Callable
from datetime import UTC

import pytest
from build_hook import compile_catalogues
from translations import CATALOGUES

from presence.core.kind import BUILT_IN
from presence.texts import LANGUAGES, use_language
from presence.words.dates import grouped
from presence.words.people.notice import not_seen_title
from presence.words.review.kinds import count_words, kept_words
from presence.words.review.lines import confirm_line
from presence.words.safety import forgetting, going_back
from presence.words.safety.leaving import log_exported_line
from presence.words.safety.log_trouble import session_count

MANY = 12_345
LINES: dict[str, Callable[[int], str]] = {
    "sessions": session_count,
    "to confirm": confirm_line,
    "people not seen": not_seen_title,
    "meetings": lambda count: count_words(BUILT_IN[0], count),
    "meetings kept": lambda count: kept_words(BUILT_IN[0], count, count),
    "written before": lambda count: log_exported_line(count, "log.jsonl"),
    "gone": going_back.gone_line,
    "back": going_back.back_line,
    "as they were": going_back.changed_line,
    "not known": going_back.not_known_line,
    "damaged": lambda count: going_back.damage_lines(count, None, UTC)[0],
    "forgotten": forgetting.sessions_gone_line,
    "without the name": forgetting.sessions_changed_line,
    "without notes": forgetting.blanked_line,
    "people forgotten": forgetting.people_line,
}


@pytest.fixture(scope="module", autouse=True)
def _compiled() -> None:
    compile_catalogues(CATALOGUES)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("line", LINES.values(), ids=LINES.keys())
def test_thousands_stand_apart(line: Callable[[int], str], language: str) -> None:
    use_language(language)
    said = line(MANY)
    use_language()
    assert grouped(MANY) in said
    assert str(MANY) not in said
