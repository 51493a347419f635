"""The folders that were made for something of ours: those that are empty by now go as well."""

import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from presence.cli.leaving.places import Place, own_folders
from presence.paths import Paths

# Places in folders that the person has chosen, or the session's own.
NOT_OURS = frozenset({"busy file", "log, where its name leads", "socket"})


def remove_empty_folders(
    paths: Paths, places: Sequence[Place], gone: Sequence[str]
) -> Sequence[str]:
    """Those of the home, and those above what went; which it was.

    A folder that the person has named was theirs before, and so were those that it lies in.
    """
    chosen = {os.path.dirname(place.path) for place in places if place.what in NOT_OURS}
    chosen -= {str(paths.data)}
    own = own_folders(paths)
    folders = {Path(each) for each in own}
    for path in gone:
        is_in_named_home = not paths.is_the_persons_own and path.startswith(f"{paths.data}/")
        if path.startswith("/") and os.path.dirname(path) not in chosen and not is_in_named_home:
            folders |= {each for each in Path(path).parents if Path.home() in each.parents}
    removed = []
    for folder in sorted(folders, key=lambda each: len(each.parts), reverse=True):
        with suppress(OSError):  # it is not empty, or was not there
            folder.rmdir()
            removed.append(str(folder))
    return removed
