"""What the settings file says that cannot be used, as it is told in the window."""

from collections.abc import Mapping

from presence.front.preferences import Preferences
from presence.texts import _
from presence.ui.settings.view import THE_FILE
from presence.words.errors import explain


def file_troubles(preferences: Preferences) -> Mapping[str, str]:
    """By the setting; all else is said of the file."""
    said = _("The file says “{value}” here, which cannot be. It may be: {allowed}.")
    troubles = {
        bad.name: said.format(value=bad.value, allowed=bad.allowed)
        for bad in preferences.bad_values
        if "." not in bad.name  # of a table
    }
    if preferences.problem is not None and not troubles:
        troubles[THE_FILE] = " ".join(filter(None, explain(preferences.problem)))
    return troubles
