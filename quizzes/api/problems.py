"""An answer that cannot be read, as a problem of the API (RFC 9457)."""

from core.errors import Invalid
from graders.kinds.base import Parsed
from graders.messages import render


class Unreadable(Invalid):
    """422 ``unreadable``: why nothing could be graded, and the readings to choose from."""

    code = "unreadable"

    def __init__(self, parsed: Parsed, language: str) -> None:
        sentences = [render(message, language) for message in parsed.problems]
        super().__init__(
            " ".join(sentences) or "This answer reads in two ways; nothing was counted.",
            errors={name: render(said, language) for name, said in parsed.fields.items()},
            readings=[{"label": label, "answer": answer} for label, answer in parsed.ask],
        )
