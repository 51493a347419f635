"""The setting that names a kind: a merge has it name the other one, and undo names the first again.

It lies in the settings file and not in the log; the history keeps what was changed as of any row.
"""

from collections.abc import Collection
from functools import cached_property
from pathlib import Path

from presence.core.clock import SystemClock
from presence.store.documents import dump, parse
from presence.store.history import RowChange
from presence.store.settings_file import SettingsFile

SETTING = "setting"  # the entity of such a row
DEFAULT_KIND = "default_kind"


class DefaultKind:
    """Changes it and says what it was; raises SettingsError where the file cannot be written."""

    def __init__(self, settings_name: str) -> None:
        self._settings_name = settings_name

    @cached_property
    def _file(self) -> SettingsFile:
        return SettingsFile(Path(self._settings_name))

    def hand_over(self, keys: Collection[str], into: str) -> list[RowChange]:
        """Have it name another kind where it names one of these."""
        now = self._now()
        return [self._change(now, into)] if now in keys else []

    def back(self, row: RowChange) -> RowChange:
        """As it was before a change; what somebody has chosen since stays."""
        now = self._now()
        if row.before is None or row.after is None or now != parse(row.after)["kind"]:
            return RowChange(SETTING, DEFAULT_KIND, row.after, row.after)
        return self._change(now, parse(row.before)["kind"])

    def _now(self) -> str:
        """What it names; "" where the file cannot be read."""
        read = self._file.read(SystemClock().now(), sets_aside=False)
        return read.settings.default_kind if read.problem is None or read.bad_values else ""

    def _change(self, before: str, after: str) -> RowChange:
        if after != before:
            self._file.change(DEFAULT_KIND, after)
        return RowChange(SETTING, DEFAULT_KIND, _document(before), _document(after))


def _document(key: str) -> str:
    return dump({"kind": key})
