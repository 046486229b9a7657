"""What goes wrong when an expression is read or evaluated."""

from graders.contracts import Json, Message
from graders.messages import AUTHOR, render


class ExpressionError(ValueError):
    """``said`` tells people why in their language, ``message`` in English for logs.

    ``position`` is where: an index into the text.
    """

    def __init__(self, message: str | Message, position: int = 0) -> None:
        self.said = (
            Message(AUTHOR, {"text": {"*": message}}) if isinstance(message, str) else message
        )
        self.position = position
        super().__init__(self.said.id)

    @property
    def message(self) -> str:
        """The reason in English; rendered only when somebody asks."""
        return render(self.said, "en")

    def __str__(self) -> str:
        return self.message


def fault(reason: str, position: int, /, **params: Json) -> ExpressionError:
    """The error with catalogue id ``maths.<reason>``; it may name ``at``, counted from 1."""
    return ExpressionError(Message(f"maths.{reason}", {**params, "at": position + 1}), position)
