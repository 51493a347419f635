"""What an import has done, in lines and as a record."""

from presence.core.exchange.arrival import OF_VALUES, Counts, Imported, LeftOut, Why
from presence.texts import _, ngettext
from presence.words.dates import grouped
from presence.words.exchange.left_out import reason_line

_OF_A_PERSON = ("details", "card")


def imported_lines(imported: Imported, is_dry: bool) -> list[str]:
    """``Added 312 sessions, 20 people. 4 sessions were there already.``"""
    lines = [_added_line(imported, is_dry)]
    sessions = imported.sessions
    if sessions.changed:
        text = ngettext(
            "{count} session changed to what the file says.",
            "{count} sessions changed to what the file says.",
            sessions.changed,
        )
        lines.append(text.format(count=grouped(sessions.changed)))
    if sessions.unchanged:
        text = ngettext(
            "{count} session was there already.",
            "{count} sessions were there already.",
            sessions.unchanged,
        )
        lines.append(text.format(count=grouped(sessions.unchanged)))
    unread = sum(each.why is Why.REST_UNREAD for each in imported.left_out)
    if unread:
        lines.append(_("The file could be read only in part."))
    values = sum(each.why in OF_VALUES for each in imported.left_out)
    if left_out := len(imported.left_out) - unread - values + imported.unnamed:
        text = ngettext("{count} line was left out:", "{count} lines were left out:", left_out)
        lines.append(text.format(count=grouped(left_out)))
    if values:
        text = ngettext("{count} value was left out:", "{count} values were left out:", values)
        lines.append(text.format(count=grouped(values)))
    return lines


def _added_line(imported: Imported, is_dry: bool) -> str:
    counts = {"session": imported.sessions, **imported.others}
    if counts.get("person", Counts()).added:  # whose they are
        counts = {entity: each for entity, each in counts.items() if entity not in _OF_A_PERSON}
    added = [_count(entity, each.added) for entity, each in counts.items() if each.added]
    if not added:
        return _("Nothing new would be added.") if is_dry else _("Nothing new was added.")
    text = _("Would add {what}.") if is_dry else _("Added {what}.")
    return text.format(what=", ".join(added))


def _count(entity: str, count: int) -> str:
    texts = {
        "session": ngettext("{count} session", "{count} sessions", count),
        "person": ngettext("{count} person", "{count} people", count),
        "kind": ngettext("{count} kind", "{count} kinds", count),
        "group": ngettext("{count} group", "{count} groups", count),
        "goal": ngettext("{count} goal", "{count} goals", count),
        "pause": ngettext("{count} break", "{count} breaks", count),
        "plan": ngettext("{count} plan", "{count} plans", count),
        "details": ngettext(
            "what is known of {count} person", "what is known of {count} people", count
        ),
        "card": ngettext("{count} card", "{count} cards", count),
        "follow_up": ngettext("{count} thing to do", "{count} things to do", count),
        "cadence": ngettext(
            "{count} wish how often to see somebody",
            "{count} wishes how often to see somebody",
            count,
        ),
        "table": ngettext("the phones of {count} session", "the phones of {count} sessions", count),
        "unlocks": ngettext(
            "the phone's unlocks in {count} session",
            "the phone's unlocks in {count} sessions",
            count,
        ),
        "reply": ngettext("{count} answer to an offer", "{count} answers to offers", count),
    }
    return texts[entity].format(count=grouped(count))


def unfinished_line(count: int) -> str:
    """What was in progress when the file was written starts nothing here."""
    text = ngettext(
        "{count} session had no end: it is taken to be over, and to be confirmed.",
        "{count} sessions had no end: they are taken to be over, and to be confirmed.",
        count,
    )
    return text.format(count=grouped(count))


def left_out_line(left_out: LeftOut) -> str:
    """``line 12: it ends before it starts``."""
    if left_out.file:
        return _("{file}, line {line}: {reason}").format(
            file=left_out.file, line=left_out.line, reason=reason_line(left_out)
        )
    return _("line {line}: {reason}").format(line=left_out.line, reason=reason_line(left_out))


def imported_record(imported: Imported) -> dict[str, object]:
    """The same for scripts: sessions are counted above, what else came with them below."""
    return {
        "read": imported.read,
        "added": imported.sessions.added,
        "updated": imported.sessions.changed,
        "unchanged": imported.sessions.unchanged,
        "left_out": [
            {
                "line": each.line,
                "code": each.why.value,
                "reason": reason_line(each),
                **({"file": each.file} if each.file else {}),
            }
            for each in imported.left_out
        ],
        "left_out_unnamed": imported.unnamed,
        "others": {entity: _record(each) for entity, each in imported.others.items()},
    }


def _record(counts: Counts) -> dict[str, int]:
    return {
        "added": counts.added,
        "updated": counts.changed,
        "unchanged": counts.unchanged,
    }
