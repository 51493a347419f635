"""The settings file: TOML, read with the standard library, written so that comments survive."""

import errno
import os
import tomllib
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from presence.core.errors import ErrorCode, PresenceError, SettingsError
from presence.core.frozen import dataclass
from presence.core.settings import (
    DEFAULTS,
    SETTINGS_VERSION,
    BadValue,
    Settings,
    plain_value,
    read_settings,
)

if TYPE_CHECKING:
    from tomlkit import TOMLDocument

NO_FILE = (0, 0, 0)  # its stamp
Where = tuple[str, ...]  # a value stands: ("courtesy", "slack", "kinds")
_HEAD = """\
# Presence's settings. Every line may be changed or taken out; what is not here has its default.
# Your own comments stay.
"""


@dataclass(frozen=True, slots=True)
class ReadSettings:
    """The settings in force, and what was wrong with the file."""

    settings: Settings
    bad_values: tuple[BadValue, ...] = ()
    problem: PresenceError | None = None


class SettingsFile:
    """Reads the settings and changes one at a time."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def path(self) -> Path:
        return self._path

    @property
    def stamp(self) -> tuple[int, int, int]:
        """Another value once somebody has written the file, or put another one in its place."""
        try:
            found = self._path.stat()
        except OSError:
            return NO_FILE
        return found.st_mtime_ns, found.st_size, found.st_ino

    def read(self, now: datetime, sets_aside: bool = True) -> ReadSettings:
        """The settings; a file that cannot be read is kept aside and the defaults are used.

        Without ``sets_aside`` it stays where it is: an editor may be at work on it.
        """
        try:
            text = self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return ReadSettings(DEFAULTS)
        except UnicodeDecodeError as fault:
            return self._broken(now if sets_aside else None, 1, str(fault))
        except OSError as fault:
            problem = SettingsError(
                ErrorCode.SETTINGS_BROKEN, path=str(self._path), line=0, detail=str(fault), kept=""
            )
            return ReadSettings(DEFAULTS, problem=problem)
        try:
            table = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            return self._broken(now if sets_aside else None, _line_of(fault, text), str(fault))
        version = table.get("version", SETTINGS_VERSION)
        if not isinstance(version, int) or version > SETTINGS_VERSION:
            problem = SettingsError(
                ErrorCode.SETTINGS_NEWER,
                path=str(self._path),
                found=version,
                known=SETTINGS_VERSION,
            )
            return ReadSettings(DEFAULTS, problem=problem)
        settings, bad_values = read_settings(table)
        return ReadSettings(settings, bad_values, self._first_of(bad_values, text))

    def change(self, name: str, value: object) -> None:
        """Write one setting; a default takes the line out. Raises SettingsError."""
        self.change_some({(name,): value})

    def change_some(self, values: Mapping[Where, object]) -> None:
        """Write several at once, each outside of all tables or in one that is there."""

        def put(document: "TOMLDocument") -> None:
            for (*tables, name), value in values.items():
                table: MutableMapping[str, object] = document
                for each in tables:
                    table = cast("MutableMapping[str, object]", table[each])
                if not tables and value == getattr(DEFAULTS, name):
                    table.pop(name, None)
                else:
                    table[name] = plain_value(value)

        self._edit(put)

    def change_courtesy(self, name: str, values: Mapping[str, object]) -> None:
        """Write fields of a table ``[courtesy.NAME]``, made where it is missing."""
        self._change_table("courtesy", name, values)

    def remove_courtesy(self, name: str) -> None:
        """Take a table ``[courtesy.NAME]`` out; nothing happens where there is none."""
        self._remove_table("courtesy", name)

    def change_calendar(self, calendar_id: str, values: Mapping[str, object]) -> None:
        """Write fields of a table ``[calendars.ID]``, made where it is missing."""
        self._change_table("calendars", calendar_id, values)

    def remove_calendar(self, calendar_id: str) -> None:
        """Take a table ``[calendars.ID]`` out; nothing happens where there is none."""
        self._remove_table("calendars", calendar_id)

    def _change_table(self, group: str, name: str, values: Mapping[str, object]) -> None:
        def put(document: "TOMLDocument") -> None:
            from tomlkit import table

            if not isinstance(document.get(group), MutableMapping):
                document[group] = table(is_super_table=True)
            tables = document[group]
            assert isinstance(tables, MutableMapping)
            if not isinstance(tables.get(name), MutableMapping):
                tables[name] = table()
            for field, value in values.items():
                tables[name][field] = plain_value(value)

        self._edit(put)

    def _remove_table(self, group: str, name: str) -> None:
        def put(document: "TOMLDocument") -> None:
            tables = document.get(group)
            if isinstance(tables, MutableMapping):
                tables.pop(name, None)
                if not tables:
                    document.pop(group)

        self._edit(put)

    def _edit(self, put: "Callable[[TOMLDocument], None]") -> None:
        import tomlkit  # 30 ms, and only a person who changes a setting needs it

        try:
            try:
                text = self._path.read_text(encoding="utf-8")
            except FileNotFoundError:
                text = _HEAD
            document = tomlkit.parse(text)
            if document.get("version", SETTINGS_VERSION) != SETTINGS_VERSION:
                raise SettingsError(
                    ErrorCode.SETTINGS_NEWER,
                    path=str(self._path),
                    found=document["version"],
                    known=SETTINGS_VERSION,
                )
            put(document)
            text = tomlkit.dumps(document)
            try:
                self._write(text if text.endswith("\n") else text + "\n")
            except OSError as fault:
                raise self._not_written(fault) from fault
        except (OSError, UnicodeDecodeError, tomlkit.exceptions.ParseError) as fault:
            raise SettingsError(
                ErrorCode.SETTINGS_BROKEN,
                path=str(self._path),
                line=getattr(fault, "line", 0),
                detail=str(fault),
                kept="",
            ) from fault

    def _not_written(self, fault: OSError) -> SettingsError:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            return SettingsError(ErrorCode.DISK_FULL, path=str(self._path))
        detail = fault.strerror or str(fault)
        return SettingsError(ErrorCode.HOME_NOT_WRITABLE, path=str(self._path), detail=detail)

    def _write(self, text: str) -> None:
        # A settings file that is a link into somebody's dotfiles stays one.
        target = self._path.resolve()
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            part.replace(target)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        for folder in target.parents[:2]:  # the second one for a folder that was just made
            _sync(folder)

    def _first_of(self, bad_values: tuple[BadValue, ...], text: str) -> SettingsError | None:
        """The first value that cannot be used, as one line tells it; the file stays."""
        if not bad_values:
            return None
        bad = bad_values[0]
        names = _names_in(text)
        return SettingsError(
            ErrorCode.SETTINGS_BROKEN,
            path=str(self._path),
            line=names.index(bad.name) + 1 if bad.name in names else 1,
            detail=f"{bad.name} = {bad.value!r} ({bad.allowed})",
            kept="",
        )

    def _broken(self, now: datetime | None, line: int, detail: str) -> ReadSettings:
        kept = ""
        if now is not None:
            aside = self._path.with_name(f"settings-broken-{now:%Y%m%dT%H%M%S}.toml")
            kept = str(self._path)
            with suppress(OSError):  # a read-only folder: it stays where it is
                kept = str(self._path.replace(aside))
        problem = SettingsError(
            ErrorCode.SETTINGS_BROKEN,
            path=str(self._path),
            line=line,
            detail=detail,
            kept=kept,
            as_before=now is None,
        )
        return ReadSettings(DEFAULTS, problem=problem)


def _sync(folder: Path) -> None:
    """Have the names in a folder on the disk; Windows opens no folders, and does so by itself."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _names_in(text: str) -> list[str]:
    """The name that each line sets or opens: ``theme``, ``courtesy.slack.on``."""
    names: list[str] = []
    table = ""
    for line in text.splitlines():
        if line.lstrip().startswith("["):
            table = line.partition("]")[0].strip(" \t[")
            names.append(table)
        else:
            name = line.partition("=")[0].strip(" \t\"'")
            names.append(f"{table}.{name}" if table and name else name)
    return names


def _line_of(fault: tomllib.TOMLDecodeError, text: str) -> int:
    """The line a parser's message names: "… (at line 3, column 5)", or the last one."""
    _, found, rest = str(fault).partition("(at line ")
    number = rest.partition(",")[0]
    return int(number) if found and number.isdigit() else text.count("\n") + 1
