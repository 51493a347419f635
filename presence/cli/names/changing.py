"""What the commands on names share: one change of the log, and how many sessions say it now."""

from collections.abc import Iterable, Sequence

from presence.cli.context import Context
from presence.cli.table import plain
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.names.use import Names, NameUse
from presence.core.person import folded
from presence.core.ports import Change, ChangeKind
from presence.texts import ngettext
from presence.words.dates import grouped
from presence.words.names import YEAR


def change(context: Context, what: ChangeKind, name: str) -> Change:
    """The change that undo will name."""
    return Change(what, "", name, context.now)


def uses(context: Context, names: Names) -> Sequence[NameUse]:
    """Every name of a sort with the time of the last year."""
    return context.log.name_uses(names, context.now - YEAR, context.now)


def only(words: Sequence[str], count: int, usage: str) -> Sequence[str]:
    """So many words; NotUnderstood, with how it is written, where there are others."""
    if len(words) != count:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=usage)
    return words


def to_merge(words: Sequence[str], into: str | None, usage: str) -> str:
    """The name that stays; NotUnderstood where it, or those that go, are not named."""
    if not words or not into:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=usage)
    return into


def refuse_none(names: Iterable[str], into: str) -> None:
    """Raises NotUnderstood where nothing but the name that stays is to be merged into it."""
    if all(name == into for name in names):
        raise NotUnderstood(ErrorCode.MERGES_NOTHING, text=into)


def say_result(context: Context, names: Names, name: str, shown: str = "") -> int:
    """Tell the app, and the person how many sessions say the name now."""
    context.tell_app()
    found = (use for use in uses(context, names) if folded(use.name) == folded(name))
    count = sum(use.sessions for use in found)
    if context.as_json:
        context.say_record({"name": name, "sessions": count})
    else:
        said = ngettext(
            "{count} session says {name} now.", "{count} sessions say {name} now.", count
        )
        context.say(said.format(count=grouped(count), name=plain(shown or name)))
    return 0
