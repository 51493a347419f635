"""Holds a mute and what is wished around it, as the app does: ``around_program.py LEASE WISH…``.

On SIGTERM it releases and ends.
"""

import signal
import sys
from datetime import timedelta

from presence.core.clock import SystemClock
from presence.core.kind import Around
from presence.core.lease import MuteWish
from presence.desktop.dbus import SessionBus
from presence.desktop.lease.holder import this_holder
from presence.desktop.mute.keeper import Keeper
from presence.store.lease_file import LeaseFile

signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
clock = SystemClock()
keeper = Keeper(LeaseFile(sys.argv[1]), SessionBus(), clock, this_holder())
wishes = frozenset(map(Around, sys.argv[2:]))
report = keeper.take(MuteWish("dinner", clock.now() + timedelta(hours=1), wishes))
keeper.go_around()
print("taken", report.detail.value, flush=True)
signal.sigwait({signal.SIGTERM})
print("released", keeper.release().detail.value, flush=True)
