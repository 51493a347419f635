"""What the quick commands need of the standard library, without what its modules load besides.

``collections``, ``functools`` and ``operator`` cost a command as much as to read a week of the log.
Their fast parts are modules in C, and ``collections.abc`` is another name of what every Python has
loaded at its start.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import defaultdict
    from collections.abc import (
        Callable,
        Collection,
        Iterable,
        Iterator,
        Mapping,
        Sequence,
        Set,
    )
    from functools import cached_property, partial
    from operator import attrgetter, index, itemgetter
else:
    from _collections import defaultdict
    from _collections_abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
    from _functools import partial
    from _operator import attrgetter, index, itemgetter

    class cached_property:  # noqa: N801  # as the library has it
        """A property that is found when it is first asked for, and kept in the object."""

        def __init__(self, find):
            self._find = find
            self.__doc__ = find.__doc__

        def __set_name__(self, _owner, name):
            self._name = name

        def __get__(self, owner, _cls=None):
            if owner is None:
                return self
            found = owner.__dict__[self._name] = self._find(owner)
            return found


__all__ = [
    "Callable",
    "Collection",
    "Iterable",
    "Iterator",
    "Mapping",
    "Sequence",
    "Set",
    "attrgetter",
    "cached_property",
    "defaultdict",
    "index",
    "itemgetter",
    "partial",
]
