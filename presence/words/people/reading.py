"""Days and birthdays as people write them."""

import re
from datetime import date, datetime, timedelta, tzinfo

from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.people.details import Birthday, birthday_can_be
from presence.core.person import folded
from presence.words.entry import when
from presence.words.people.spans import read_days

TOMORROW = ("tomorrow", "morgen")
_BIRTHDAY = re.compile(r"(?:(\d{4})-|--|-)?(\d{1,2})-(\d{1,2})", re.ASCII)
_WITH_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.(?:\s?(\d{4}))?", re.ASCII)


def read_past_day(text: str, now: datetime, zone: tzinfo, today: date) -> date:
    """``2019-05-03``, ``yesterday``, ``3 may``: the latest such day."""
    if folded(text) in TOMORROW:
        raise NotUnderstood(ErrorCode.DAY_TO_COME, text=text)
    try:
        day = when(now, zone, today).day(text)
    except (NotUnderstood, OverflowError) as fault:
        raise NotUnderstood(ErrorCode.BAD_DAY, text=text) from fault
    if day > today:
        raise NotUnderstood(ErrorCode.DAY_TO_COME, text=text)
    return day


def read_coming_day(text: str, now: datetime, zone: tzinfo, today: date) -> date:
    """``tomorrow``, ``fri``, ``20 dec``, ``3d``, ``2w``: the next such day."""
    if folded(text) in TOMORROW:
        return today + timedelta(days=1)
    try:
        day = when(now, zone, today).day(text)
    except (NotUnderstood, OverflowError):
        try:
            return today + timedelta(days=read_days(text))
        except NotUnderstood as fault:
            raise NotUnderstood(ErrorCode.BAD_DAY, text=text) from fault
    if day >= today or re.search(r"\d{4}", text):
        return day
    if re.search(r"\d", text):
        return _a_year_later(day)
    tomorrow = today + timedelta(days=1)
    is_weekday = when(now, zone, tomorrow).day(text) in (day, tomorrow)
    return day + timedelta(days=7) if is_weekday else day


def read_birthday(text: str) -> Birthday:
    """``1984-04-12``, ``04-12``, ``--04-12``, ``12.4.1984``, ``12.4.``; raises NotUnderstood."""
    text = text.strip()
    if found := _BIRTHDAY.fullmatch(text):
        year, month, day = found.groups()
    elif found := _WITH_DOTS.fullmatch(text):
        day, month, year = found.groups()
    if found is not None:
        birthday = Birthday(int(month), int(day), None if year is None else int(year))
        if birthday_can_be(birthday):
            return birthday
    raise NotUnderstood(ErrorCode.BAD_BIRTHDAY, text=text)


def _a_year_later(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year + 1, day=28)
