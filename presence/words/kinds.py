"""The names of kinds, and finding the kind that somebody means."""

from presence.core.errors import ErrorCode, NotUnderstood
from presence.core.kind import Around, Kind, Kinds, OverTime
from presence.core.library import Iterable
from presence.core.person import folded
from presence.texts import _
from presence.words.dates import length

# What people type for the kinds that come with Presence, in every language it knows.
KIND_WORDS: dict[str, tuple[str, ...]] = {
    "meeting": ("meeting", "besprechung", "termin"),
    "coffee": ("coffee", "kaffee"),
    "dinner": ("dinner", "abendessen", "essen"),
    "family": ("family", "familie"),
    "event": ("event", "networking", "party", "veranstaltung"),
    "walk": ("walk", "spaziergang"),
    "alone": ("alone", "focus", "allein", "fokus"),
}


def kind_name(kind: Kind) -> str:
    """The kind's name in the person's language, or the one they gave it."""
    return kind.name or _built_in_name(kind.key)


def _built_in_name(key: str) -> str:
    match key:
        case "meeting":
            return _("Meeting")
        case "coffee":
            return _("Coffee")
        case "dinner":
            return _("Dinner")
        case "family":
            return _("Family")
        case "event":
            return _("Event")
        case "walk":
            return _("Walk")
        case "alone":
            return _("Alone")
        case _:
            return key


def around_name(wish: Around) -> str:
    """What else goes quiet, in two or three words."""
    names = {
        Around.PAUSE_PLAYERS: _("players paused"),
        Around.MUTE_SOUND: _("sound muted"),
        Around.KEEP_SCREEN_ON: _("screen kept on"),
        Around.LOCK_SCREEN: _("screen locked"),
    }
    return names[wish]


def kind_details(kind: Kind) -> str:
    """``counts on · closed after 5 h · looks count, with a nudge``."""
    bound = _("closed after {length}").format(length=length(kind.bound_after_start))
    if kind.bound_after_plan is not None and kind.default_length is not None:
        bound = _("closed {length} over").format(length=length(kind.bound_after_plan))
    around = ", ".join(around_name(wish) for wish in Around if wish in kind.around)
    said = ["" if kind.default_length is None else _over_time_name(kind.over_time), bound]
    if kind.watches_input:
        said.append(_("looks count, with a nudge") if kind.nudges else _("looks count"))
    if kind.asks_about_sleep:
        said.append(_("asks after sleep"))
    return " · ".join(filter(None, [*said, around]))


def _over_time_name(over_time: OverTime) -> str:
    match over_time:
        case OverTime.STAY_QUIET:
            return _("stays quiet")
        case OverTime.COUNT:
            return _("counts on")
        case OverTime.END_SOFTLY:
            return _("ends by itself")


def find_kind(text: str, kinds: Kinds) -> Kind:
    """The kind of that key, name, other word, or unique beginning of one of these.

    Accents and case do not matter. Raises NotUnderstood with the nearest name where there is one.
    """
    wanted = folded(text)
    words = {kind.key: spellings(kind) for kind in kinds}
    exact = [key for key, known in words.items() if wanted in known]
    if exact:
        return kinds[exact[0]]
    begun = [key for key, known in words.items() if wanted and _begins(wanted, known)]
    if len(begun) == 1:
        return kinds[begun[0]]
    if begun:
        raise NotUnderstood(
            ErrorCode.AMBIGUOUS_KIND, text=text, candidates=[kind_name(kinds[k]) for k in begun]
        )
    raise NotUnderstood(ErrorCode.UNKNOWN_KIND, text=text, suggestion=_nearest(wanted, kinds))


def spellings(kind: Kind) -> tuple[str, ...]:
    """Every word that means this kind, folded; its key first."""
    words = [kind.key, kind_name(kind), *KIND_WORDS.get(kind.key, ())]
    return tuple(dict.fromkeys(folded(word) for word in words))


def _begins(wanted: str, known: Iterable[str]) -> bool:
    return any(word.startswith(wanted) for word in known)


def _nearest(wanted: str, kinds: Kinds) -> str:
    from difflib import get_close_matches  # only for a word that nobody knows

    by_word = {word: kind for kind in kinds for word in spellings(kind)}
    near = get_close_matches(wanted, by_word, n=1, cutoff=0.5)
    return kind_name(by_word[near[0]]) if near else ""
