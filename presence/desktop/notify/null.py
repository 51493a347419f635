"""No notices: for desktops that have no way to show one."""

import logging
from collections.abc import Callable, Sequence

from presence.core.ports import NoticeAction

logger = logging.getLogger(__name__)


class NullNotifier:
    """Shows nothing, and says in the log that it did not."""

    def show(
        self,
        title: str,
        body: str,
        actions: Sequence[NoticeAction],
        chosen: Callable[[str], None],
        seconds: int,
    ) -> None:
        logger.info("a notice was not shown: this desktop has no way to")

    def close(self) -> None:
        pass
