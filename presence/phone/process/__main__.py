"""``python -m presence.phone.process``: serve the page for the app at the other end of stdin.

It ends when the app does, however that happens; and by itself once it is closed and the last phone
has heard so.
"""

import contextlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from presence.core.clock import SystemClock
from presence.core.table.reach import Place, Problem, Trouble
from presence.phone.limits import Limits
from presence.phone.loop import Loop
from presence.phone.page import Page
from presence.phone.process.asking import Ago, AskingHost
from presence.phone.process.line import Gone, Line
from presence.phone.process.values import listening_values, problem_values
from presence.phone.reach.making import find_certificate
from presence.phone.server import PageServer
from presence.texts import use_language


class Serving:
    """One server, as it is ordered."""

    def __init__(self, loop: Loop) -> None:
        self._loop = loop
        self._line = Line(loop, self._on_order)
        self._server: PageServer | None = None

    def _on_order(self, order: Mapping[str, Any]) -> None:
        server = self._server
        match order:
            case {"do": "open"}:
                self._open(order)
            case {"do": "drop", "phone": phone_id} if server is not None:
                server.drop(phone_id)
            case {"do": "push"} if server is not None:
                server.push()
            case {"do": "finish"} if server is not None:
                server.finish()
            case {"do": "close"}:
                if server is None:
                    self._loop.stop()
                else:
                    server.close()
            case {"do": "count"} if server is not None:
                self._line.say(connections=server.connections, wrong_tokens=server.wrong_tokens)

    def _open(self, order: Mapping[str, Any]) -> None:
        use_language(order["language"])
        interfaces, name = tuple(order["interfaces"]), order["local_name"]
        place = Place("", tuple(order["addresses"]), interfaces=interfaces)
        hosts = (*place.addresses, *([name] if name else []))
        certificate = find_certificate(Path(order["folder"]), hosts, SystemClock())
        server = self._server = PageServer(
            AskingHost(self._line),
            Page(Path(order["page"])),
            place,
            None if isinstance(certificate, Problem) else certificate,
            self._loop,
            order["port"],
            name,
            replace(Limits(), **order["limits"]),
            Ago(),
        )
        server.visited = lambda: self._line.say(visited=True)
        server.stopped = lambda problem: self._line.say(stopped=problem_values(problem))
        server.closed = self._loop.stop
        listening = server.open()
        if isinstance(certificate, Problem):  # which knows why
            others = (x for x in listening.problems if x.trouble is not Trouble.NO_CERTIFICATE)
            listening = replace(listening, problems=(certificate, *others))
        self._line.say(listening=listening_values(listening))


def main() -> None:
    """Until it is closed, or nobody is there to serve for."""
    loop = Loop()
    serving = Serving(loop)
    with contextlib.suppress(Gone, KeyboardInterrupt):
        loop.run()
    del serving


if __name__ == "__main__":
    main()
