"""The courtesy for a name, made of what the person chose and of its secrets."""

from collections.abc import Mapping

from presence.core.courtesy.chosen import Courtesies
from presence.core.errors import CourtesyError, ErrorCode
from presence.courtesy.courtesy import Courtesy


def make(name: str, chosen: Courtesies, secrets: Mapping[str, str]) -> Courtesy:
    """Each is loaded when it is wanted; raises CourtesyError where something is not filled in."""
    if missing := chosen[name].missing:
        raise CourtesyError(ErrorCode.COURTESY_NEEDS, target=name, field=missing)
    match name:
        case "slack":
            from presence.courtesy.targets.slack import Slack

            return Slack(chosen.slack, secrets["token"])
        case "teams":
            from presence.courtesy.targets.teams import Teams

            return Teams(chosen.teams, secrets["refresh_token"])
        case "home_assistant":
            from presence.courtesy.targets.home_assistant import HomeAssistant

            return HomeAssistant(chosen.home_assistant, secrets["token"])
        case "ntfy":
            from presence.courtesy.targets.ntfy import Ntfy

            return Ntfy(chosen.ntfy, secrets["topic"], secrets.get("token", ""))
        case "http":
            from presence.courtesy.targets.http_hook import HttpHook

            return HttpHook(chosen.http, secrets.get("token", ""))
        case "command":
            from presence.courtesy.targets.command_hook import CommandHook

            return CommandHook(chosen.command)
    raise CourtesyError(ErrorCode.COURTESY_NOT_SET_UP, target=name)


NOT_YET_RUN = frozenset({"slack", "teams", "home_assistant", "ntfy"})  # against the real service
