"""``people cadence``: how often one wants to see the people of a relation or a group."""

from argparse import Namespace
from collections.abc import Sequence

from presence.cli.context import Context
from presence.cli.people.found import because, people_of, wishes_of
from presence.cli.table import plain, table
from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.names.nearest import known_name
from presence.core.people.cadence import Cadence
from presence.core.people.relation import Relation
from presence.core.people.spans import made_cadence
from presence.core.ports import ChangeKind
from presence.texts import _
from presence.words.people.records import cadence_record
from presence.words.people.relations import find_relation, with_name
from presence.words.people.said import cadence_line
from presence.words.people.spans import is_none, read_days

Row = tuple[str, str, Cadence | None]  # what kind of wish it is, whose, how often; None: not at all

NO_WISH = {"days": None, "at_most_days": None}


def cadence(context: Context, arguments: Namespace) -> int:
    """Without words what is wished; else a relation or @group, and how often."""
    words: list[str] = arguments.words
    if not words:
        if arguments.at_most is not None:
            raise NotUnderstood(ErrorCode.BAD_REQUEST, detail=_("--at-most needs how often"))
        return _show(context)
    if len(words) < 2:
        raise NotUnderstood(ErrorCode.BAD_REQUEST, detail="people cadence friend 3w")
    whose, name = _whose(context, " ".join(words[:-1]))
    wish = _wish(words[-1], arguments.at_most)
    wishes_of(context).put(whose, wish, because(context, ChangeKind.CADENCE_CHANGED, name))
    context.tell_app()
    return _show(context)


def _whose(context: Context, text: str) -> tuple[Relation | str, str]:
    """A relation, or the id of a group, and the name."""
    if not text.startswith("@"):
        relation = find_relation(text)
        return relation, with_name(relation)
    groups = {group.name: group for group in context.log.groups()}
    group = groups[known_name(text.removeprefix("@"), groups, ErrorCode.NO_SUCH_GROUP)]
    return group.id, group.name


def _wish(text: str, at_most: str | None) -> Cadence | None:
    if is_none(text):
        return None
    return made_cadence(read_days(text), None if at_most is None else read_days(at_most))


def _show(context: Context) -> int:
    rows = _rows(context)
    if context.as_json:
        context.say_record(
            [
                {"of": of, "name": name, **(cadence_record(each) or NO_WISH)}
                for of, name, each in rows
            ]
        )
    elif rows:
        context.say(table([[plain(_named(of, name)), _said(each)] for of, name, each in rows]))
    else:
        context.say(_("You have not said yet how often you want to see whom."))
        context.say(_("Say it: presence people cadence friend 3w"))
    return 0


def _rows(context: Context) -> Sequence[Row]:
    wishes = wishes_of(context).wishes()
    rows: list[Row] = [("relation", each.value, wish) for each, wish in wishes.by_relation.items()]
    of_groups, groups = wishes.by_group, context.log.groups()
    rows += [("group", each.name, of_groups[each.id]) for each in groups if each.id in of_groups]
    known = [who for who in people_of(context).known() if not who.is_archived]
    own = [who for who in known if who.cadence is not None or who.is_let_be]
    return rows + [("person", who.name, who.cadence) for who in own]


def _said(wish: Cadence | None) -> str:
    return _("none") if wish is None else cadence_line(wish)


def _named(of: str, name: str) -> str:
    if of == "relation":
        return with_name(Relation(name))
    return f"@{name}" if of == "group" else name
