"""The rows of the window of names: every name with what stands behind it in the log."""

from collections.abc import Iterable, Sequence

from presence.core.kind import BUILT_IN, Kind
from presence.core.names.alike import alike_labels, alike_people
from presence.core.names.group import Group
from presence.core.names.use import Names, NameUse
from presence.front.context import Context
from presence.texts import _
from presence.ui.names.view import NameRow
from presence.words.kinds import kind_details, kind_name
from presence.words.names import YEAR


class NameRows:
    """Reads them anew each time: the log may be another."""

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, names: Names) -> Sequence[NameRow]:
        """Every name of a sort; kinds and groups also where no session has them."""
        now = self._context.clock.now()
        uses = self._context.log.name_uses(names, now - YEAR, now)
        match names:
            case Names.KINDS:
                return self._kinds({use.name: use for use in uses})
            case Names.GROUPS:
                return self._groups({use.name: use for use in uses})
            case _:
                return [_row(use.name, use, can_go=names is Names.TAGS) for use in uses]

    def alike(self, names: Names, rows: Iterable[NameRow]) -> Sequence[tuple[str, ...]]:
        """The keys of those that may mean the same, those with most sessions first."""
        listed = [row.name for row in rows]
        match names:
            case Names.PEOPLE:
                return alike_people(listed)
            case Names.TAGS | Names.PLACES:
                return alike_labels(listed)
            case _:
                return ()

    def group(self, group_id: str) -> Group:
        """The group of that id, or one without anybody where it is gone."""
        groups = {group.id: group for group in self._context.log.groups()}
        return groups.get(group_id, Group(group_id, ""))

    def _kinds(self, uses: dict[str, NameUse]) -> Sequence[NameRow]:
        kinds = self._context.log.kinds()
        gone = [kinds[key] for key in uses if key not in kinds]
        return [
            _row(kind_name(kind), uses.get(kind.key, NameUse(kind.key)), kind)
            for kind in (*kinds, *gone)
        ]

    def _groups(self, uses: dict[str, NameUse]) -> Sequence[NameRow]:
        return [
            _row(
                group.name,
                uses.get(group.id, NameUse(group.id)),
                detail=", ".join(group.people) or _("nobody yet"),
                can_go=True,
            )
            for group in self._context.log.groups()
        ]


def _row(
    name: str, use: NameUse, kind: Kind | None = None, detail: str = "", can_go: bool = False
) -> NameRow:
    return NameRow(
        key=use.name,
        name=name,
        sessions=use.sessions,
        lately=use.lately,
        last_at=use.last_at,
        detail=detail if kind is None else kind_details(kind),
        icon="" if kind is None else kind.icon,
        slot="" if kind is None else kind.colour,
        can_go=can_go if kind is None else kind not in BUILT_IN,
    )
