"""What a check of the log has found, in the person's words."""

from collections.abc import Callable, Mapping

from presence.texts import _

_FOUND: Mapping[str, Callable[[], str]] = {
    "damaged": lambda: _("damaged"),
    "schema_changed": lambda: _("a table is not as it was made"),
    "lost_reference": lambda: _("refers to what is gone"),
    "session_changed": lambda: _("a session is not as it was written"),
    "search_changed": lambda: _("a session is not found by its words"),
    "thing_changed": lambda: _("a group, goal, break or plan is not as it was written"),
    "person_changed": lambda: _("a person is not as it was written"),
    "kind_changed": lambda: _("a kind is not as it was written"),
    "history_changed": lambda: _("a step of the history is not as it was written"),
    "setting_changed": lambda: _("a mark of the log's own is not as it was written"),
}


def problem_line(what: str, detail: str) -> str:
    """``a session is not as it was written: 1a2b3c4d…``; ``what`` is as ``--json`` has it."""
    found = _FOUND.get(what, lambda: what)()
    return _("{what}: {detail}").format(what=found, detail=detail)
