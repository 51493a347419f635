"""What would be forgotten, or was, in the person's words."""

from datetime import date

from presence.texts import _, ngettext
from presence.words.dates import full_date, grouped


def headline(person: str = "", before: date | None = None) -> str:
    """Of what there is to forget."""
    if person:
        return _("To be forgotten: {name}").format(name=person)
    if before is not None:
        return _("To be forgotten: everything before {date}").format(date=full_date(before))
    return _("To be forgotten: the whole log")


def sessions_gone_line(count: int) -> str:
    return ngettext("{count} session goes.", "{count} sessions go.", count).format(
        count=grouped(count)
    )


def sessions_changed_line(count: int) -> str:
    return ngettext(
        "{count} session stays, without the name.",
        "{count} sessions stay, without the name.",
        count,
    ).format(count=grouped(count))


def blanked_line(count: int) -> str:
    return ngettext(
        "Of {count} the note, place or tag that has the name goes.",
        "Of {count} the notes, places or tags that have the name go.",
        count,
    ).format(count=grouped(count))


def others_line(count: int) -> str:
    return ngettext(
        "{count} group, goal, break or plan goes.",
        "{count} groups, goals, breaks or plans go.",
        count,
    ).format(count=grouped(count))


def people_line(count: int) -> str:
    return ngettext(
        "{count} person who is in no other session goes.",
        "{count} people who are in no other session go.",
        count,
    ).format(count=grouped(count))


def rewritten_line(count: int) -> str:
    return ngettext(
        "{count} copy of the log is written anew.",
        "{count} copies of the log are written anew.",
        count,
    ).format(count=grouped(count))


def removed_line(count: int, is_everything: bool) -> str:
    """Copies that go as a whole, and why."""
    if is_everything:
        return ngettext(
            "{count} copy of the log goes.", "{count} copies of the log go.", count
        ).format(count=grouped(count))
    return ngettext(
        "{count} copy that cannot be read goes: what is in it is not known.",
        "{count} copies that cannot be read go: what is in them is not known.",
        count,
    ).format(count=grouped(count))


def phones_line() -> str:
    """The remembered phones go."""
    return _("Your phones are remembered no more: pair them again to use them.")


def no_way_back_line() -> str:
    return _("This cannot be undone: also the history and the backups forget it.")


def elsewhere_line() -> str:
    """What is not in our hands."""
    return _("What you exported or copied elsewhere yourself stays where it is.")


def done_line() -> str:
    return _("Forgotten.")


def nothing_line() -> str:
    return _("Nothing of it is in the log or its backups.")
