"""The phones, joined to the app."""

from presence.desktop.alarm import find_alarm
from presence.front.app import App
from presence.front.phone.around import Around
from presence.front.phone.phones import Phones


def make_phones(app: App) -> Phones:
    """Listens when there is somebody to hear, and shows at once how they lie."""
    alarm = find_alarm(app.clock, app)
    phones = Phones(
        app.engine,
        app.log,
        app.clock,
        app.preferences,
        app.paths.phone,
        alarm,
        Around(),
        app,
    )
    alarm.fired.connect(phones.keeper.on_alarm)
    app.looked_again.connect(phones.on_looked_again)
    if app.screen is not None:
        phones.table_changed.connect(app.screen.redraw_table)
    return phones
