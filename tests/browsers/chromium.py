"""Debian's Chromium, driven over the Chrome DevTools Protocol."""

import base64
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from tests.browsers.tab import FAULTS, PATIENCE
from tests.browsers.wire import BrowserError, Wire
from tests.desktops.programs import wait_until

PROGRAM = "/usr/bin/chromium"
STARTS_WITHIN = 30.0
# No certificate is waved through by these: a tab does that, or somebody clicks on the warning.
WORDS = (
    "--headless=new",
    "--no-sandbox",  # tests run as root in a container, where it cannot have one
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--hide-scrollbars",
    "--remote-debugging-port=0",
)
KEYS: Mapping[str, tuple[str, int, str]] = {
    "Tab": ("Tab", 9, ""),
    "Enter": ("Enter", 13, "\r"),
    "Space": ("Space", 32, " "),
}


class Chromium:
    """One process; every phone has a context of its own."""

    name = "chromium"

    def __init__(self, names: str = "") -> None:
        """``names``: where a name of the network leads, as ``--host-resolver-rules`` has it."""
        self._profile = Path(tempfile.mkdtemp(prefix="pchromium."))
        words = [PROGRAM, *WORDS, f"--user-data-dir={self._profile}"]
        if names:
            words.append(f"--host-resolver-rules={names}")
        self._process = subprocess.Popen(
            [*words, "about:blank"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        port = self._profile / "DevToolsActivePort"
        lines = wait_until(lambda: _lines(port), STARTS_WITHIN, "Chromium's start")
        self._wire = Wire(f"ws://127.0.0.1:{lines[0]}{lines[1]}")

    def opens_phone(self, trusts: bool = True) -> "ChromiumTab":
        """``trusts``: somebody has clicked the warning away."""
        return ChromiumTab(self._wire, trusts, self._new_context())

    def _new_context(self) -> str:
        return str(self._wire.ask("Target.createBrowserContext")["browserContextId"])

    def ends(self) -> None:
        """Close it, and leave nothing of it."""
        with suppress(BrowserError, OSError):
            self._wire.ask("Browser.close")
        self._wire.close()
        try:
            self._process.wait(5)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait(5)
        shutil.rmtree(self._profile, ignore_errors=True)


class ChromiumTab:
    """One phone."""

    def __init__(self, wire: Wire, trusts: bool, context: str) -> None:
        self._wire = wire
        self._context = context
        self._target = self._new_tab(new_window=True)
        self._cover: str | None = None
        self._session = self._attach(self._target)
        self.asks("Page.enable")
        self.asks("Network.enable")
        self.asks("Security.setIgnoreCertificateErrors", ignore=trusts)
        self.asks("Page.addScriptToEvaluateOnNewDocument", source=f"({FAULTS})()")
        self.sized(390, 780)

    def asks(self, method: str, **values: Any) -> dict[str, Any]:
        """A command of the protocol to this tab."""
        return self._wire.ask(method, self._session, **values)

    def opens(self, address: str) -> None:
        """Go there, and wait until the page is."""
        # A page that differs in its fragment only is not loaded again.
        self.asks("Page.navigate", url="about:blank")
        answer = self.asks("Page.navigate", url=address)
        if "errorText" in answer and "CERT" not in answer["errorText"]:
            raise BrowserError(f"{address}: {answer['errorText']}")
        wait_until(lambda: self.does("document.readyState === 'complete'"), 10, "the page")

    def does(self, script: str) -> Any:
        """The value of an expression in the page; None where the page went while it was asked."""
        try:
            answer = self.asks(
                "Runtime.evaluate", expression=script, awaitPromise=True, returnByValue=True
            )
        except BrowserError as error:
            if "navigated" in str(error):
                return None
            raise
        if "exceptionDetails" in answer:
            raise BrowserError(f"{script}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def taps(self, x: float, y: float) -> None:
        """Down and up again."""
        for kind in ("mousePressed", "mouseReleased"):
            self.asks("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def types(self, letters: str) -> None:
        """As a keyboard on the screen enters them."""
        self.asks("Input.insertText", text=letters)

    def presses(self, key: str) -> None:
        """Down and up again."""
        code, number, text = KEYS[key]
        common: dict[str, Any] = {"key": text if key == "Space" else key, "code": code}
        common["windowsVirtualKeyCode"] = number
        down = {"text": text} if text else {}
        self.asks(
            "Input.dispatchKeyEvent", type="keyDown" if text else "rawKeyDown", **common, **down
        )
        self.asks("Input.dispatchKeyEvent", type="keyUp", **common)

    def turns(self, beta: float, gamma: float = 0.0) -> None:
        """The sensors say so, also to the page that is opened next."""
        self.asks("DeviceOrientation.setDeviceOrientationOverride", alpha=0, beta=beta, gamma=gamma)

    def refuses(self, permission: str) -> None:
        """The person has said no to this once and for all."""
        self._wire.ask(
            "Browser.setPermission",
            browserContextId=self._context,
            permission={"name": permission},
            setting="denied",
        )

    def opens_another(self) -> "ChromiumTab":
        """A second tab of the same browser."""
        return ChromiumTab(self._wire, True, self._context)

    def hides(self) -> None:
        """Another tab lies over it."""
        self._cover = self._new_tab(new_window=False)
        wait_until(lambda: self.does("document.hidden"), PATIENCE, "the page's being hidden")

    def shows(self) -> None:
        """The other tab goes."""
        if self._cover is not None:
            self._wire.ask("Target.closeTarget", targetId=self._cover)
            self._cover = None
        self.asks("Page.bringToFront")
        wait_until(lambda: not self.does("document.hidden"), PATIENCE, "the page's being seen")

    def loses_network(self) -> None:
        """Nothing goes out, and what is open breaks."""
        self._has_network(False)

    def finds_network(self) -> None:
        """As before."""
        self._has_network(True)

    def speaks(self, languages: str, agent: str = "") -> None:
        """The phone's languages (Accept-Language), and what the browser calls itself."""
        agent = agent or self.does("navigator.userAgent")
        self.asks("Emulation.setUserAgentOverride", userAgent=agent, acceptLanguage=languages)

    def prefers(self, **features: str) -> None:
        """Dark, less motion, more contrast: CSS media features, with _ for -."""
        listed = [{"name": k.replace("_", "-"), "value": v} for k, v in features.items()]
        self.asks("Emulation.setEmulatedMedia", features=listed)

    def sized(self, width: int, height: int) -> None:
        """A phone's screen, two pixels to each of CSS."""
        self.asks(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=2,
            mobile=True,
        )

    def saves(self, picture: Path) -> None:
        """What the screen shows."""
        picture.parent.mkdir(parents=True, exist_ok=True)
        shot = self.asks("Page.captureScreenshot", format="png")
        picture.write_bytes(base64.b64decode(shot["data"]))

    def closes(self) -> None:
        """The tab goes, and with it all that it stored."""
        with suppress(BrowserError):  # it may be gone
            self._wire.ask("Target.disposeBrowserContext", browserContextId=self._context)

    def _has_network(self, has_it: bool) -> None:
        self.asks(
            "Network.emulateNetworkConditions",
            offline=not has_it,
            latency=0,
            downloadThroughput=-1,
            uploadThroughput=-1,
        )

    def _new_tab(self, new_window: bool) -> str:
        made = self._wire.ask(
            "Target.createTarget",
            url="about:blank",
            browserContextId=self._context,
            newWindow=new_window,
        )
        return str(made["targetId"])

    def _attach(self, target: str) -> str:
        return str(
            self._wire.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        )


def _lines(file: Path) -> list[str]:
    """The two lines of a file, once they are there."""
    lines = file.read_text().split() if file.exists() else []
    return lines if len(lines) == 2 else []
