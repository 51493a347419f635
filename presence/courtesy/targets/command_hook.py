"""A program of one's own that reads the session as JSON: see ``core.courtesy.news.record``."""

from presence.core.courtesy.chosen import CommandTarget
from presence.core.courtesy.news import News, record
from presence.core.errors import CourtesyError, ErrorCode
from presence.courtesy.courtesy import Courtesy, Run, State, Steps, as_json


class CommandHook(Courtesy):
    """Run once for each piece of news, without a shell; what it prints is not read."""

    name = "command"

    def __init__(self, target: CommandTarget) -> None:
        self._target = target

    def begin(self, news: News, state: State) -> Steps:
        body = as_json(record(news, self._target.with_details)) + b"\n"
        answer = yield Run(self._target.command, body)
        if answer.status:
            code = str(answer.status)
            raise CourtesyError(ErrorCode.COURTESY_PROGRAM_FAILED, target=self.name, detail=code)

    def end(self, news: News, state: State) -> Steps:
        return self.begin(news, state)
