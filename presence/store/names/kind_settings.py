"""The settings that name kinds: a merge has them name the other one, and undo the first again.

They lie in the settings file and not in the log; the history keeps what was changed as of any row.
"""

from collections.abc import Collection, Mapping
from functools import cached_property
from pathlib import Path

from presence.core.clock import SystemClock
from presence.store.documents import dump, parse
from presence.store.history import RowChange
from presence.store.settings_file import SettingsFile, Where

SETTING = "setting"  # the entity of such a row
Value = str | tuple[str, ...]  # the key of a kind, or of several


class KindSettings:
    """Changes them and says what they were; raises SettingsError where the file cannot be written.

    They are the kind that a click starts, the kinds of session that somebody is told of, and the
    kind of a calendar's sessions.
    """

    def __init__(self, settings_name: str) -> None:
        self._settings_name = settings_name

    @cached_property
    def _file(self) -> SettingsFile:
        return SettingsFile(Path(self._settings_name))

    def hand_over(self, keys: Collection[str], into: str) -> list[RowChange]:
        """Have each name another kind where it names one of these."""
        now = self._now()
        wanted = {where: _with_kind(value, keys, into) for where, value in now.items()}
        changed = {where: value for where, value in wanted.items() if value != now[where]}
        if changed:
            self._file.change_some(changed)
        return [
            RowChange(SETTING, _name(where), _document(now[where]), _document(value))
            for where, value in changed.items()
        ]

    def back(self, row: RowChange) -> RowChange:
        """As it was before a change; what somebody has chosen since stays."""
        assert row.before is not None
        for where, value in self._now().items():
            if _name(where) == row.entity_id and _document(value) == row.after:
                self._file.change_some({where: _value(row.before)})
                return RowChange(SETTING, row.entity_id, row.after, row.before)
        return RowChange(SETTING, row.entity_id, row.after, row.after)

    def _now(self) -> Mapping[Where, Value]:
        """What each names; nothing where the file cannot be read."""
        read = self._file.read(SystemClock().now(), sets_aside=False)
        if read.problem is not None and not read.bad_values:
            return {}
        settings = read.settings
        named: dict[Where, Value] = {("default_kind",): settings.default_kind}
        if (told := settings.courtesy) is not None:
            for name in told.__match_args__:
                named["courtesy", name, "kinds"] = told[name].kinds
        for calendar_id, chosen in (settings.calendars or {}).items():
            named["calendars", calendar_id, "kind"] = chosen.kind
        return named


def _with_kind(value: Value, keys: Collection[str], into: str) -> Value:
    if isinstance(value, str):
        return into if value in keys else value
    if set(keys).isdisjoint(value):
        return value
    return tuple(dict.fromkeys(into if each in keys else each for each in value))


def _name(where: Where) -> str:
    return ".".join(where)


def _document(value: Value) -> str:
    return dump({"kind": value})


def _value(document: str) -> Value:
    value = parse(document)["kind"]
    return value if isinstance(value, str) else tuple(value)
