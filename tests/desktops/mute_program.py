"""Holds a mute as the app does, and nothing else of the app: ``mute_program.py LEASE ORDERS``.

Reads orders from a pipe (take SESSION, release, quit) and prints what is known after each, and
whenever it changes by itself.
"""

import json
import os
import sys
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QCoreApplication, QSocketNotifier

from presence.core.lease import MuteWish
from presence.desktop.lease.settle import Settled
from presence.desktop.mute.worker import MuteWorker
from presence.store.lease_file import LeaseFile

application = QCoreApplication(sys.argv)
muter = MuteWorker(LeaseFile(sys.argv[1]))


def say(word: str) -> None:
    report = muter.report
    known = {"state": report.state.value, "detail": report.detail.value, "was": report.was}
    print(word, json.dumps(known), flush=True)


def say_put_back(settled: Settled) -> None:
    print("put back", settled.outcome.value, settled.mechanism, flush=True)


def on_order() -> None:
    for line in os.read(orders, 4096).decode().splitlines():
        word, *rest = line.split()
        if word == "take":
            until = datetime.now(UTC) + timedelta(hours=1)
            muter.take(MuteWish(rest[0], until), lambda: say("taken"))
        elif word == "release":
            muter.release(lambda: say("released"))
        elif word == "settle":
            muter.settle_leftover()
        elif word == "quit":
            muter.close()
            say("closed")
            application.quit()


orders = os.open(sys.argv[2], os.O_RDWR | os.O_NONBLOCK)
notifier = QSocketNotifier(orders, QSocketNotifier.Type.Read)
notifier.activated.connect(on_order)
muter.changed.connect(lambda: say("changed"))
muter.put_back.connect(say_put_back)
say("ready")
sys.exit(application.exec())
