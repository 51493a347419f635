"""SQLite as the quick commands load it: only the library's module in C, for half of the time.

That module asks ``functools`` for nothing but ``lru_cache``, in which it keeps its statements;
``functools`` itself loads ``collections``, which costs a command as much as to read a week.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
else:

    def _lru_cache(maxsize):
        from _functools import _lru_cache_wrapper

        return lambda function: _lru_cache_wrapper(function, maxsize, False, tuple)

    def _load():
        if "functools" in sys.modules:
            import _sqlite3

            return _sqlite3
        stand_in = sys.modules["functools"] = type(sys)("functools")
        stand_in.lru_cache = _lru_cache
        try:
            import _sqlite3
        finally:
            del sys.modules["functools"]
        return _sqlite3

    sqlite3 = _load()

__all__ = ["sqlite3"]
