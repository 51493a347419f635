"""One request as it came, and what can be read of it without knowing what is asked."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import parse_qs

BEARER = "bearer "


@dataclass(frozen=True, slots=True)
class Request:
    """All of it is foreign; ``headers`` have names in small letters. Tokens are not shown."""

    method: str
    target: str = field(repr=False)
    headers: Sequence[tuple[str, str]] = field(repr=False)
    body: bytes = field(repr=False)
    peer: str = ""
    is_secure: bool = False

    @property
    def path(self) -> str:
        """As it stands there: nothing is decoded, and only whole names are known."""
        return self.target.partition("?")[0]

    def header(self, name: str) -> str | None:
        """Its value, None where there is none; said twice it is both, and fits nothing."""
        values = [value for each, value in self.headers if each == name]
        return ", ".join(values) if values else None

    def parameter(self, name: str) -> str:
        """A word of the query, "" where it is not there."""
        query = self.target.partition("?")[2]
        try:
            return parse_qs(query, max_num_fields=10).get(name, [""])[0]
        except ValueError:
            return ""

    @property
    def token(self) -> str:
        """What is to let them in; what cannot set a header says it in the query."""
        said = self.header("authorization")
        if said is None:
            return self.parameter("t")
        return said[len(BEARER) :].strip() if said.lower().startswith(BEARER) else said
