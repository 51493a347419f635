"""What became of an entry, in words: what was done, and what it changed."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, tzinfo

from presence.core.editing.history import EntryChange, FieldChange
from presence.core.kind import Kinds
from presence.core.session import Said, Watched
from presence.core.slip import Slip
from presence.texts import _, ngettext
from presence.words.dates import moment
from presence.words.kinds import kind_name
from presence.words.records import Record, session_record
from presence.words.session import change_line, people_line


def step_line(step: EntryChange, zone: tzinfo, now: datetime, kinds: Kinds) -> str:
    """``changed Dinner 20:10``, ``taken back: changed Dinner 20:10``."""
    line = change_line(step.change, zone, now, kinds)
    if step.is_undo:
        return _("taken back: {change}").format(change=line)
    if step.is_redo:
        return _("done again: {change}").format(change=line)
    return line


def step_details(step: EntryChange, zone: tzinfo, now: datetime, kinds: Kinds) -> Sequence[str]:
    """``people: Ana → Ana, Tom``, a line for each field that was changed."""
    return [
        line for field in step.fields for line in [_field_line(field, zone, now, kinds)] if line
    ]


def history_record(steps: Sequence[EntryChange], now: datetime, zone: tzinfo) -> list[Record]:
    """The same for scripts; instants as in the record of a session."""
    return [
        {
            "what": step.change.what.value,
            "at": step.change.at.astimezone(zone).isoformat(timespec="seconds"),
            "taken_back": step.is_undo,
            "done_again": step.is_redo,
            "fields": _field_records(step, now, zone),
        }
        for step in steps
    ]


def _field_records(step: EntryChange, now: datetime, zone: tzinfo) -> list[Record]:
    if step.before is None or step.after is None:
        return []
    before, after = (session_record(each, now, zone) for each in (step.before, step.after))
    return [
        {"name": field.name, "before": before.get(field.name), "after": after.get(field.name)}
        for field in step.fields
    ]


def _field_line(field: FieldChange, zone: tzinfo, now: datetime, kinds: Kinds) -> str:
    if field.name == "confirmed":
        return _("its end was confirmed") if field.after else _("its end is to be confirmed")
    name = _NAMES.get(field.name)
    if name is None:
        return ""
    before, after = (
        _value(each, field.name, zone, now, kinds) for each in (field.before, field.after)
    )
    if before == after:  # another look of the same number
        return _("{name}: changed").format(name=name())
    return _("{name}: {before} → {after}").format(name=name(), before=before, after=after)


def _value(value: object, name: str, zone: tzinfo, now: datetime, kinds: Kinds) -> str:
    if value is None or value in ("", (), frozenset()):
        return "–"
    if isinstance(value, datetime):
        return moment(value, zone, now)
    if isinstance(value, Said):
        return {Said.YES: _("yes"), Said.MOSTLY: _("mostly"), Said.NO: _("no")}[value]
    if isinstance(value, frozenset):
        words = {Watched.COMPUTER: _("computer"), Watched.PHONE: _("phone")}
        return people_line(tuple(word for each, word in words.items() if each in value))
    if isinstance(value, tuple):
        if isinstance(value[0], Slip):
            return ngettext("{count} look", "{count} looks", len(value)).format(count=len(value))
        return people_line(tuple(map(str, value)))
    return kind_name(kinds[str(value)]) if name == "kind" else str(value)


_NAMES: Mapping[str, Callable[[], str]] = {
    "kind": lambda: _("kind"),
    "started_at": lambda: _("start"),
    "ended_at": lambda: _("end"),
    "planned_end_at": lambda: _("planned end"),
    "zone": lambda: _("time zone"),
    "people": lambda: _("people"),
    "place": lambda: _("place"),
    "note": lambda: _("note"),
    "tags": lambda: _("tags"),
    "said": lambda: _("phones down"),
    "slips": lambda: _("looks at a screen"),
    "watched": lambda: _("watched"),
    "enjoyed": lambda: _("enjoyed"),
    "distracted": lambda: _("distracted"),
    "word": lambda: _("your word for it"),
}
