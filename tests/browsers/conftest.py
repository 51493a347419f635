"""The browsers, once for all tests; a fresh table and fresh phones for each."""

from collections.abc import Callable, Iterator

import pytest

from tests.browsers.chromium import Chromium, ChromiumTab
from tests.browsers.firefox import Firefox
from tests.browsers.phone import PhoneInHand
from tests.browsers.served import NAME, ServedTable
from tests.browsers.tab import Browser, Tab

Phone = PhoneInHand[Tab]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Chromium]:
    """Chromium, to which a name of the network leads to this machine."""
    browser = Chromium(f"MAP {NAME} 127.0.0.1")
    yield browser
    browser.ends()


@pytest.fixture(scope="session")
def firefox() -> Iterator[Firefox]:
    """Firefox, the same."""
    browser = Firefox(NAME)
    yield browser
    browser.ends()


@pytest.fixture(params=["chromium", "firefox"])
def browser(request: pytest.FixtureRequest) -> Browser:
    """Each of both."""
    found: Browser = request.getfixturevalue(request.param)
    return found


@pytest.fixture(scope="session")
def serving() -> Iterator[ServedTable]:
    """The process in which the server runs."""
    served = ServedTable()
    yield served
    served.ends()


@pytest.fixture
def table(serving: ServedTable) -> ServedTable:
    """A session that has just begun, to which nobody has come yet."""
    serving.asks("forget")
    return serving


@pytest.fixture
def new_phone(browser: Browser) -> Iterator[Callable[[], Phone]]:
    """Gives one phone after the other."""
    phones: list[Phone] = []

    def opens() -> Phone:
        phones.append(PhoneInHand(browser.opens_phone()))
        return phones[-1]

    yield opens
    faults = [phone.faults for phone in phones]
    for phone in phones:
        phone.tab.closes()
    assert not any(faults), faults


@pytest.fixture
def android(chromium: Chromium) -> Iterator[PhoneInHand[ChromiumTab]]:
    """A phone of which Chromium can be told more: what it permits, likes and speaks."""
    phone = PhoneInHand(chromium.opens_phone())
    yield phone
    faults = phone.faults
    phone.tab.closes()
    assert faults == []
