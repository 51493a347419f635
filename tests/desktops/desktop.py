"""What a test asks of any desktop: notifications seen, the icon found and clicked."""

from collections.abc import Callable

from tests.desktops.lab import NOTIFICATIONS, Lab
from tests.desktops.panel import new_icons
from tests.desktops.programs import LabError, Program, wait_until
from tests.desktops.screen import Box, Picture, Screen
from tests.desktops.tray_menu import MenuItem, keys_to, read_menu

WATCHER = "org.kde.StatusNotifierWatcher"
NOTIFICATION_PIXELS = 1500  # the smallest notification here has twelve thousand
ICON_PIXELS = 20
MENU_PIXELS = 2000


class Desktop:
    """A desktop with a notification server; a panel with a tray where ``tray`` is a box."""

    tray: Box | None = None
    opens_with_a_choice = True  # whether Right also chooses the first line of the menu beside
    clicks = 1  # how many in quick succession activate an icon of the panel

    def __init__(self, lab: Lab, screen: Screen) -> None:
        self.lab = lab
        self.screen = screen
        self._bare: Picture | None = None  # the panel before our icon came
        self._place: Box | None = None
        self._sent = 0

    def start_server(self) -> None:
        """The server of a desktop whose server ends by itself comes again."""
        raise NotImplementedError

    @property
    def server_name(self) -> str:
        """The notification server's unique name on the bus, "" where there is none."""
        bus = "org.freedesktop.DBus"
        said = self.lab.call(bus, "/", f"{bus}.GetNameOwner", NOTIFICATIONS, check=False)
        return said.strip("(),'")

    def setting(self) -> str:
        """The desktop's own do-not-disturb, in full, to be compared before and after."""
        raise NotImplementedError

    def mute_by_hand(self) -> None:
        """Turn do-not-disturb on as the person would."""
        raise NotImplementedError

    def unmute_by_hand(self) -> None:
        """Turn do-not-disturb off as the person would."""
        raise NotImplementedError

    def as_new(self) -> None:
        """Put do-not-disturb back to what a new user has: unset, where there is such a thing."""
        self.unmute_by_hand()

    def notify(self, title: str, body: str = "", urgency: str = "normal") -> int:
        """Send a notification that stays; its number."""
        done = self.lab.run(
            *("notify-send", "--print-id", "--expire-time=0", "--app-name=Post"),
            *(f"--urgency={urgency}", title, body),
        )
        return int(done.stdout)

    def hears_notices(self) -> Program:
        """Listen to what is said to the notification server; its ``output`` has the words."""
        rule = f"interface='{NOTIFICATIONS}',member='Notify'"
        listener = self.lab.spawn("dbus-monitor", "--session", rule, name="notices")
        wait_until(lambda: "NameAcquired" in listener.output, 5, "the listener")
        return listener

    def close(self, number: int) -> None:
        """Close a notification."""
        path, method = "/org/freedesktop/Notifications", f"{NOTIFICATIONS}.CloseNotification"
        self.lab.call(NOTIFICATIONS, path, method, f"uint32 {number}", check=False)

    def close_all(self) -> None:
        """Take away every notification that stands or waits."""
        for number in range(1, 15):
            self.close(number)

    def shows_notifications(
        self, shot: str = "", urgency: str = "normal", seconds: float = 2.0
    ) -> bool:
        """Send a notification, look whether the screen outside the panel changes, take it away."""
        self.park_pointer()  # a tooltip that goes away is no notification
        before = self.screen.settled()
        # Plasma refuses notifications that are alike.
        self._sent += 1
        number = self.notify(f"Mail {self._sent}", f"Invoice {self._sent * 7919} is due", urgency)
        shown = self._changes_from(before, seconds)
        if shot:
            self.screen.settled(0.2, 2)
            self.screen.shot(shot)
        self.close(number)
        if shown:
            wait_until(lambda: not self._differs(before), 5, "the notification's going away")
        return shown

    def shows_later(self, release: Callable[[], None], seconds: float = 2.0) -> bool:
        """Send a notification into the quiet; whether it is shown when ``release`` has ended it."""
        self.park_pointer()
        before = self.screen.settled()
        self._sent += 1
        number = self.notify(f"Mail {self._sent}", f"Invoice {self._sent * 7919} is due")
        if self._changes_from(before, seconds):
            raise LabError("it was not quiet")
        release()
        shown = self._changes_from(before, seconds)
        self.close(number)
        return shown

    def remember_panel(self) -> None:
        """Keep the panel's picture as it is without our icon."""
        self._bare = self.screen.settled()

    def icon(self, seconds: float = 10.0) -> Box:
        """The place of our icon in the panel: what is new there since ``remember_panel``."""
        if self._bare is None or self.tray is None:
            raise LabError("no panel, or its picture was not kept")
        bare, tray = self._bare, self.tray
        wait_until(
            lambda: bare.changed(self.screen.grab(), tray) >= ICON_PIXELS, seconds, "an icon"
        )
        icons = new_icons(bare, self.screen.settled(), tray)
        if not icons:
            raise LabError("no icon in the panel")
        # Where it stood before: Plasma puts its own bell beside it while notifications are held.
        again = [box for box in icons if self._place is not None and box.meets(self._place)]
        self._place = (again or icons)[0]
        return self._place

    def has_icon(self) -> bool:
        """Whether anything new stands in the panel."""
        if self._bare is None or self.tray is None:
            return False
        return bool(new_icons(self._bare, self.screen.settled(), self.tray))

    def click_icon(self, button: int = 1) -> None:
        """Click our icon's pixels once, with any button."""
        self.screen.click(*self.icon().centre, button)

    def activate_icon(self) -> None:
        """Click our icon's pixels in the way that stands for "do it" in this panel."""
        self.screen.click(*self.icon().centre, times=self.clicks)

    def menu(self) -> tuple[MenuItem, ...]:
        """The lines of our icon's menu."""
        self.icon()
        return read_menu(self.lab)

    def choose(self, *labels: str, button: int = 3) -> None:
        """Open the icon's menu with the pointer and walk with the keys to a line of it."""
        items = self.menu()
        self.park_pointer()  # a tooltip that goes away is no menu that opens
        before = self.screen.settled()
        self.click_icon(button)
        wait_until(lambda: before.changed(self.screen.grab()) > MENU_PIXELS, 5, "the menu")
        self.screen.settled(0.2, 2)
        for key in keys_to(items, labels, self.opens_with_a_choice):
            self.screen.key(key)
            if key == "Right":  # the menu beside comes from the program, by way of the bus
                self.screen.settled(0.3, 2)

    def park_pointer(self) -> None:
        """Move the pointer to where nothing reacts to it."""
        frame = self.screen.grab().frame
        self.screen.hover(frame.width // 3, frame.height * 2 // 3)

    def _differs(self, before: Picture) -> bool:
        return before.changed(self.screen.grab(), outside=self.tray) > NOTIFICATION_PIXELS

    def _changes_from(self, before: Picture, seconds: float) -> bool:
        try:
            return wait_until(lambda: self._differs(before), seconds)
        except LabError:
            return False
