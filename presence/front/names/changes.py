"""What is done with names, as changes of the log; raises PresenceError where it cannot be."""

from collections.abc import Sequence

from presence.core.editing.in_pieces import InPieces
from presence.core.names.grouping import made_group
from presence.core.names.use import Names
from presence.core.ports import Change, ChangeKind
from presence.front.context import Context
from presence.front.log.searched import searched
from presence.front.names.kinds import changed
from presence.store import new_id
from presence.ui.names.view import GroupWish, KindWish
from presence.words.entry import when
from presence.words.kinds import kind_name
from presence.words.names.kind_renaming import renamed


class NameChanges:
    """Each method is one change and one undo; where it says so it gives the key of what is new.

    Those that go through many entries do it in pieces, which are gone through by who calls.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def rename(self, names: Names, key: str, name: str) -> InPieces[None]:
        """Another name, in every session."""
        log = searched(self._context.log)
        because = self._because(ChangeKind.RENAMED, key)
        match names:
            case Names.PEOPLE:
                yield from log.renaming(lambda all_: all_.rename_person(key, name), because)
            case Names.TAGS:
                yield from log.renaming(lambda all_: all_.rename_tag(key, name), because)
            case Names.PLACES:
                yield from log.renaming(lambda all_: all_.rename_place(key, name), because)
            case Names.KINDS:
                kinds = log.kinds()
                kind = renamed(kinds, kinds[key], name)
                log.put_kind(kind, self._because(ChangeKind.KIND_CHANGED, key))
            case Names.GROUPS:
                people = next((each.people for each in log.groups() if each.id == key), ())
                self.put_group(GroupWish(key, name, people))

    def merge(self, names: Names, keys: Sequence[str], into: str) -> InPieces[None]:
        """One name in place of several."""
        log, preferences = searched(self._context.log), self._context.preferences
        stays = kind_name(log.kinds()[into]) if names is Names.KINDS else into
        because = self._because(ChangeKind.NAMES_MERGED, stays)
        match names:
            case Names.PEOPLE:
                yield from log.renaming(lambda all_: all_.merge_people(keys, into), because)
            case Names.TAGS:
                yield from log.renaming(lambda all_: all_.merge_tags(keys, into), because)
            case Names.PLACES:
                yield from log.renaming(lambda all_: all_.merge_places(keys, into), because)
            case Names.KINDS:
                yield from log.renaming(lambda all_: all_.merge_kinds(keys, into), because)
                preferences.refresh()  # where a click started one of them
            case Names.GROUPS:
                raise NotImplementedError  # the window does not offer it

    def remove(self, names: Names, key: str, name: str) -> InPieces[None]:
        """Take a tag out of every session, or a kind or group away."""
        log = searched(self._context.log)
        match names:
            case Names.TAGS:
                because = self._because(ChangeKind.TAG_REMOVED, name)
                yield from log.renaming(lambda all_: all_.remove_tag(key), because)
            case Names.GROUPS:
                log.remove_group(key, self._because(ChangeKind.GROUP_CHANGED, name))
            case Names.KINDS:
                log.remove_kind(key, self._because(ChangeKind.KIND_CHANGED, key))
            case _:
                raise NotImplementedError  # forgetting somebody is another thing

    def put_group(self, wish: GroupWish) -> str:
        """Write a group; its id."""
        log = self._context.log
        group = made_group(wish.key or new_id(), wish.name, wish.people, log.groups(), log.people())
        log.put_group(group, self._because(ChangeKind.GROUP_CHANGED, group.name))
        return group.id

    def put_kind(self, wish: KindWish) -> str:
        """Write a kind; its key."""
        context = self._context
        reader = when(context.clock.now(), context.zone())
        kind = changed(context.log.kinds(), wish, reader.length)
        context.log.put_kind(kind, self._because(ChangeKind.KIND_CHANGED, kind.key))
        return kind.key

    def _because(self, what: ChangeKind, name: str) -> Change:
        return Change(what, "", name, self._context.clock.now())
