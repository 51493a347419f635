"""The words of the page that a phone shows, in the language that the phone asks for.

The person whose phone it is need not speak the language of this computer, so nothing here is looked
up with ``presence.texts._``: ``_`` stands for the texts of the language asked for.
"""

from collections.abc import Callable

from presence.texts import LANGUAGES, current_language, is_right_to_left, texts_of

Texts = Callable[[str], str]


def language_asked(accept_language: str) -> str:
    """The one of our languages that suits best an ``Accept-Language`` (RFC 9110, 12.5.4).

    A phone that asks for none reads what this computer reads; one that asks for others only,
    English.
    """
    wanted = sorted(
        (-_weight(each), place, each.split(";")[0].strip().split("-")[0].casefold())
        for place, each in enumerate(accept_language.split(","))
        if each.strip()
    )
    for weight, _place, language in wanted:
        if weight < 0 and language in LANGUAGES:
            return language
    if not wanted or wanted[0][2] == "*":
        return current_language().split("_")[0]
    return "en"


def direction(language: str) -> str:
    """What ``<html dir>`` says of it."""
    return "rtl" if is_right_to_left(language) else "ltr"


def page_words(language: str) -> dict[str, str]:
    """Every text of the page by its key; what stands in braces the page fills in."""
    _ = texts_of(language)
    return _joining(_) | _at_the_table(_) | _in_the_hand(_) | _pairing(_) | _ends(_) | _muting(_)


def _weight(choice: str) -> float:
    """What ``;q=0.8`` says; 1 where it says nothing, 0 where it cannot be read."""
    for parameter in choice.split(";")[1:]:
        name, equals, value = parameter.strip().partition("=")
        if equals and name.strip().casefold() == "q":
            try:
                return min(max(float(value), 0.0), 1.0)
            except ValueError:
                return 0.0
    return 1.0


def _joining(_: Texts) -> dict[str, str]:
    return {
        "title": _("Phones down"),
        "join_title": _("Phones down together"),
        "join_text": _(
            "Nothing is installed and nothing leaves this room. The computer at the table only "
            "learns whether this phone lies down."
        ),
        "name_label": _("Your first name"),
        "join_button": _("Join the table"),
        "own_title": _("Ready for the table"),
        "own_text": _("One tap, so that this phone may notice how it lies and keep its screen on."),
        "own_button": _("Start"),
        "joining": _("One moment…"),
        "lay_title": _("Lay it face down"),
        "lay_text": _("The screen goes black by itself. Locking the phone is fine, too."),
        "lay_by_hand_text": _(
            "This page cannot feel how the phone lies, so tell it: tap, then lay the phone down. "
            "Locking it is fine."
        ),
        "lay_button": _("I lay it down now"),
        "not_allowed": _(
            "This phone does not let the page feel how it lies. It works all the same: tap the "
            "button, then lay the phone down."
        ),
    }


def _at_the_table(_: Texts) -> dict[str, str]:
    return {
        "time_left": _("{time} left"),
        "time_gone": _("{time} so far"),
        "over_time": _("The planned time is over. Stay as long as you like."),
        "minutes": _("{count} min"),
        "hours": _("{count} h"),
        "hours_minutes": _("{hours} h {minutes} min"),
        "under_a_minute": _("less than a minute"),
        "picked_up_button": _("I picked it up"),
        "table_title": _("At the table"),
        "you": _("{name} (you)"),
        # Translators: stands for the name of who has the computer at the table, for the guests.
        "host": _("The host"),
        # The same as in the computer's windows.
        "state_joining": _("not down yet"),
        "state_down": _("down"),
        "state_locked": _("down, screen off"),
        "state_up": _("picked up"),
        "state_away": _("in use"),
        "state_silent": _("no signal"),
        "state_left": _("left"),
        "state_here": _("at the table"),
        "down_together": _("All phones face down: {time}"),
        "at_a_stretch": _("{whole}, {length} at a stretch"),
        "somebody_looks": _("{name} has a phone in the hand."),
        "no_signal": _(
            "No signal from the computer: it may be asleep, or the session over. This phone "
            "remembers by itself, and tells it later."
        ),
        "signal_again": _("The computer answers again."),
        "told_down": _("Down."),
        "told_up": _("Picked up."),
    }


def _in_the_hand(_: Texts) -> dict[str, str]:
    return {
        "up_title": _("The phone is in your hand"),
        "up_text": _("Back on the table within ten seconds, and it counts as nothing at all."),
        "put_down_button": _("Put it down"),
        "need_button": _("I need it"),
        "leave_button": _("I’m leaving"),
        "why_title": _("What is it for?"),
        "reason_needed": _("I need it, and said so"),
        "reason_showed": _("I’m showing something"),
        "reason_call": _("A call"),
        "reason_emergency": _("An emergency"),
        "reason_habit": _("Just habit"),
        "back_button": _("Back"),
        "thanks_title": _("Take your time"),
        "thanks_text": _("Lay the phone face down when you are done."),
        "left_title": _("Goodbye"),
        "left_text": _("You have left the table. You can close this page."),
        "return_button": _("I’m still here"),
    }


def _pairing(_: Texts) -> dict[str, str]:
    return {
        "pair_title": _("This is my phone"),
        "pair_text": _("The computer will know this phone from now on, until you remove it there."),
        "pair_words": _("Does the computer show the same four words?"),
        "pair_name_label": _("What do you call this phone?"),
        "pair_name": _("My phone"),
        "pair_button": _("Remember this phone"),
        "paired_title": _("The computer knows this phone"),
        "paired_text": _(
            "Put this page on the home screen. During a session, opening it is all there is to do."
        ),
        "home_iphone": _("Safari: tap Share, then “Add to Home Screen”."),
        "home_chrome": _("Chrome: tap ⋮, then “Add to home screen”."),
        "home_firefox": _("Firefox: tap ⋮, then “Add to Home screen”."),
        "home_samsung": _("Samsung Internet: tap the menu, “Add page to”, then “Home screen”."),
        "home_other": _("The browser’s menu has “Add to Home screen” or a bookmark."),
        "paired_done": _("When this page is on the home screen, you can close it here."),
    }


def _ends(_: Texts) -> dict[str, str]:
    return {
        "over_title": _("That was time together"),
        "over_kind": _("{kind}, {time}"),
        # The kinds that come with Presence, by their keys.
        "kind_meeting": _("Meeting"),
        "kind_coffee": _("Coffee"),
        "kind_dinner": _("Dinner"),
        "kind_family": _("Family"),
        "kind_event": _("Event"),
        "kind_walk": _("Walk"),
        "kind_alone": _("Alone"),
        "over_down": _("All phones face down"),
        "over_longest": _("Longest at a stretch"),
        "over_seat": _("face down for {time}"),
        "over_looks": _("picked up: {count}"),
        "over_text": _("This page is done and keeps nothing. You can close it."),
        "wait_title": _("No session right now"),
        "wait_text": _("Start one on the computer, then try again here."),
        "ended_title": _("The session is over"),
        "ended_text": _("You can close this page."),
        "removed_title": _("The computer does not know this phone any more"),
        "removed_text": _("It was removed there. To use it again, pair it anew on the computer."),
        "elsewhere_title": _("Another tab goes on with this"),
        "elsewhere_text": _("You can close this one."),
        "refused_title": _("This code is no longer valid"),
        "refused_text": _(
            "It belongs to a session that is over, or the computer has a new one: scan the code "
            "on its screen again."
        ),
        "full_title": _("The computer takes no more right now"),
        "full_text": _("There were too many phones or tries. Wait a little, then try again."),
        "lost_title": _("The computer does not answer"),
        "lost_text": _(
            "Is the phone in the same network as the computer, and is a session running there?"
        ),
        "no_code_title": _("Scan the code on the computer"),
        "no_code_text": _("The address of this page has no code in it."),
        "failed_title": _("That did not work"),
        "failed_text": _("The computer could not take it. Try again, or scan the code again."),
        "again_button": _("Try again"),
    }


def _muting(_: Texts) -> dict[str, str]:
    return {
        "mute_title": _("Make this phone quiet"),
        "mute_text": _("A page cannot mute a phone. The phone can:"),
        "mute_iphone": _(
            "Open Control Centre and tap Focus or Do Not Disturb. A Mac that shares its Focus does "
            "it for the iPhone as well."
        ),
        "mute_pixel": _(
            "Pixel: “Flip to Shhh” in the settings turns on Do Not Disturb while it lies face down."
        ),
        "mute_samsung": _(
            "Samsung: “Mute with gestures” silences calls and alarms when it is turned face down; "
            "for all else use Do Not Disturb."
        ),
        "mute_android": _("Other Android phones: swipe down and tap Do Not Disturb."),
        "mute_other": _("Switch on Do Not Disturb or Focus in the settings of the phone."),
    }
