"""Under which names a keyring may hold secrets of this home."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from presence.calendars.sources.make import secret_name as of_calendar
from presence.cli.leaving.places import Place
from presence.core.courtesy.chosen import NAMES
from presence.core.settings import Settings
from presence.courtesy.tokens import secret_name as of_target

# [calendars.work], as a file says it that cannot be read as a whole.
_CALENDAR = re.compile(r"""^\s*\[calendars\.["']?([^"'\]\n]+)["']?\]""", re.MULTILINE)
LARGEST = 1 << 20  # of a settings file


def named_secrets(settings: Settings, places: Sequence[Place]) -> Sequence[str]:
    """By the settings, and by settings files that cannot be read: they may be why none is told."""
    names = [of_calendar(each) for each in settings.calendars or ()]
    courtesies = settings.courtesy
    for target in NAMES if courtesies is not None else ():
        assert courtesies is not None
        names += [of_target(target, each) for each in courtesies[target].secret_names]
    for text in _files(places):
        names += map(of_calendar, _CALENDAR.findall(text))
    return tuple(dict.fromkeys(names))


def _files(places: Sequence[Place]) -> Iterator[str]:
    for place in places:
        for path in place.found() if place.what == "settings" else ():
            with suppress(OSError), open(path, "rb") as file:
                yield file.read(LARGEST).decode(errors="replace")
