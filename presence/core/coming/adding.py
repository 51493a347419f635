"""A calendar that is about to be added: its id, its name, and what the settings say of it."""

import re
from collections.abc import Collection
from dataclasses import fields, replace

from presence.core.coming.chosen import DEFAULT, ChosenCalendar
from presence.core.person import folded

LONGEST_NAME = 80


def new_calendar_id(name: str, taken: Collection[str]) -> str:
    """``work``, ``work-2``: what one types to change or remove it."""
    short = re.sub(r"[^a-z0-9]+", "-", folded(name)).strip("-")[:24] or "calendar"
    number = 1
    while (found := short if number == 1 else f"{short}-{number}") in taken:
        number += 1
    return found


def named(chosen: ChosenCalendar, name: str) -> ChosenCalendar:
    """The same with a name of one line."""
    return replace(chosen, name=" ".join(name.split())[:LONGEST_NAME])


def written(chosen: ChosenCalendar) -> dict[str, object]:
    """The fields that the settings file says; what is as usual is left out."""
    values = {item.name: getattr(chosen, item.name) for item in fields(chosen)}
    return {
        name: value
        for name, value in values.items()
        if name == "source" or value != getattr(DEFAULT, name)
    }


def is_account(where: str, user: str) -> bool:
    """Whether an address is looked at for an account (CalDAV), not for one calendar's text."""
    return bool(user) or "@" in where.partition("://")[0] or "://" not in where
