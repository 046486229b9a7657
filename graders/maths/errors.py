"""What goes wrong when an expression is read or evaluated."""

from graders.contracts import Json, Message
from graders.messages import render


class ExpressionError(ValueError):
    """``message`` says why, ``position`` where: an index into the text.

    ``str()`` is the sentence in English, for logs; show ``message`` to people.
    """

    def __init__(self, message: Message, position: int = 0) -> None:
        super().__init__(message.id)
        self.message = message
        self.position = position

    def __str__(self) -> str:
        return render(self.message, "en")


def fault(reason: str, position: int, /, **params: Json) -> ExpressionError:
    """The error with catalogue id ``maths.<reason>``; it may name ``at``, counted from 1."""
    return ExpressionError(Message(f"maths.{reason}", {**params, "at": position + 1}), position)
