"""A session without whom, where and what was noted: for those who may see when, and how it was."""

from dataclasses import replace

from presence.core.session import Session


def nameless(session: Session) -> Session:
    """Notes, words and places name people too, so that they stay out with them; so do tags."""
    return replace(session, people=(), place="", note="", word="", tags=())
