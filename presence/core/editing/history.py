"""What became of an entry: each change of it, with the fields that it changed."""

from collections.abc import Sequence
from dataclasses import dataclass, fields

from presence.core.ports import Change
from presence.core.session import Session


@dataclass(frozen=True, slots=True)
class FieldChange:
    """A field of ``Session`` by its name, and its values; None or empty: nothing was there."""

    name: str
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class EntryChange:
    """One change of a session; ``before`` None: it came into the log, ``after`` None: it left.

    ``is_undo`` and ``is_redo``: the change was taken back, or done again, at ``change.at``.
    """

    change: Change
    before: Session | None
    after: Session | None
    is_undo: bool = False
    is_redo: bool = False

    @property
    def fields(self) -> Sequence[FieldChange]:
        """What is different, in the order of a session's fields; nothing where it came or left."""
        if self.before is None or self.after is None:
            return ()
        return differences(self.before, self.after)


def differences(before: Session, after: Session) -> Sequence[FieldChange]:
    """The fields in which two states of a session differ."""
    pairs = [(each.name, getattr(before, each.name), getattr(after, each.name)) for each in _FIELDS]
    return tuple(FieldChange(*pair) for pair in pairs if pair[1] != pair[2])


_FIELDS = fields(Session)
