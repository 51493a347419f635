"""What is interrupted: what is asked for, what has to be there before, and what is to be true then.

Who is killed is either the command itself, with no app running, or the app that is asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from random import Random

from tests.torture_log.view import View, look_at

FORGOTTEN = "20h"  # so long ago did a session begin that nobody has ended
MANY = 6  # entries in a row, as a script adds them


class Needs(Enum):
    """What has to be in the log before."""

    NOTHING = "nothing in progress"
    SESSION = "a session in progress"
    FORGOTTEN = "a session that nobody has ended"
    ENTRY = "an entry"
    CHANGE = "an entry that was just added"
    BACKUP = "a backup, and an entry since"


class Operation(Enum):
    """What is asked for."""

    START = ("start", Needs.NOTHING)
    STOP = ("stop", Needs.SESSION)
    SWITCH = ("switch", Needs.SESSION)
    EXTEND = ("extend", Needs.SESSION)
    SLIP = ("slip", Needs.SESSION)
    CANCEL = ("cancel", Needs.SESSION)
    CONFIRM = ("confirm", Needs.FORGOTTEN)
    ADD = ("add", Needs.NOTHING)
    ADD_MANY = ("add, six times", Needs.NOTHING)
    EDIT = ("edit", Needs.ENTRY)
    DELETE = ("delete", Needs.ENTRY)
    UNDO = ("undo", Needs.CHANGE)
    BACKUP = ("backup", Needs.SESSION)
    RESTORE = ("restore", Needs.BACKUP)
    COME_UP = ("app comes up, backup due", Needs.SESSION)

    def __init__(self, word: str, needs: Needs) -> None:
        self.word = word
        self.needs = needs

    @property
    def leaves_log(self) -> bool:
        """Whether nothing of the log is to be another."""
        return self in (Operation.COME_UP, Operation.BACKUP)


BY_COMMAND = tuple(operation for operation in Operation if operation is not Operation.COME_UP)
BY_APP = (
    Operation.COME_UP,
    Operation.START,
    Operation.STOP,
    Operation.SWITCH,
    Operation.EXTEND,
    Operation.SLIP,
    Operation.CANCEL,
    Operation.UNDO,
)


# The columns that an operation changes, and those that it may change with them.
CHANGES: Mapping[Operation, tuple[set[str], set[str]]] = {
    Operation.STOP: ({"ended_at"}, {"confirmed", "slips"}),  # a look lasts to the end at most
    Operation.CONFIRM: ({"ended_at"}, {"confirmed"}),
    Operation.EXTEND: ({"planned_end_at"}, set()),
    Operation.SLIP: ({"slips"}, set()),
    Operation.EDIT: ({"note"}, set()),
}


@dataclass(frozen=True)
class Wish:
    """An operation with its values: ``mark`` is a name that nobody else has, ``target`` an id.

    To put a log back ``target`` is the name of a backup, and ``goal`` what it holds.
    """

    operation: Operation
    is_by_app: bool
    mark: str
    target: str
    goal: View | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """For the command line, where no app runs."""
        match self.operation:
            case Operation.START:
                return ("start", "coffee", "--with", self.mark, "--for", "90m", "--no-spawn")
            case Operation.SWITCH:
                return ("start", "meeting", "--with", self.mark, "--switch", "--no-spawn")
            case Operation.EXTEND:
                return ("extend", "15m")
            case Operation.ADD | Operation.ADD_MANY:
                return ("add", f"yesterday 12-13 coffee @{self.mark}")
            case Operation.EDIT:
                return ("edit", self.target, "--note", self.mark)
            case Operation.DELETE:
                return ("delete", self.target)
            case Operation.CONFIRM:
                return ("edit", self.target, "--confirm")
            case Operation.RESTORE:
                return ("restore", self.target, "--yes")
            case operation:
                return (operation.word,)

    @property
    def request(self) -> Mapping[str, object]:
        """For the app that runs."""
        match self.operation:
            case Operation.START:
                return {"do": "start", "kind": "coffee", "people": [self.mark], "length_s": 5400}
            case Operation.SWITCH:
                return {"do": "start", "kind": "meeting", "people": [self.mark], "switch": True}
            case Operation.EXTEND:
                return {"do": "extend", "by_s": 900}
            case operation:
                return {"do": operation.word}

    def is_done(self, before: View, after: View, times: int = 1) -> bool:
        """Whether all of it is there, so often, and nothing else has changed."""
        if self.goal is not None:
            is_noted = after.changes == self.goal.changes + 1
            return is_noted and after.sessions == self.goal.sessions
        if after.changes != before.changes + times:
            return False
        changed = before.changed_in(after)
        made = changed - before.sessions.keys()
        gone = changed - after.sessions.keys()
        is_made = len(made) == times and all(
            self.mark in after.sessions[key]["people"] for key in made
        )
        match self.operation:
            case Operation.START:
                return is_made and changed == made == {after.open_session}
            case Operation.ADD | Operation.ADD_MANY:
                return is_made and changed == made and after.open_session == before.open_session
            case Operation.SWITCH:
                is_on = made == {after.open_session}
                return is_made and is_on and changed == made | {self.target}
            case Operation.DELETE | Operation.CANCEL | Operation.UNDO:
                return changed == gone == {self.target}
            case _:
                return changed == {self.target} and not gone and self._is_changed(before, after)

    def _is_changed(self, before: View, after: View) -> bool:
        """Whether what was to change has changed, and no more of the row."""
        old, new = before.sessions[self.target], after.sessions[self.target]
        differing = {column for column in new if old[column] != new[column]}
        must, may = CHANGES[self.operation]
        return must <= differing <= must | may


def wish_for(
    operation: Operation, is_by_app: bool, view: View, backup: Path | None, random: Random
) -> Wish:
    """The operation on what is in the log, and on the newest backup."""
    mark = f"Person{random.randrange(10**9)}"
    target = ""
    goal = None
    match operation.needs:
        case Needs.SESSION | Needs.FORGOTTEN:
            target = view.open_session
        case Needs.ENTRY:
            target = random.choice(view.finished)
        case Needs.CHANGE:
            target = list(view.sessions)[-1]
        case Needs.BACKUP:
            assert backup is not None
            target, goal = backup.name, look_at(backup)
    return Wish(operation, is_by_app, mark, target, goal)
