"""What is wrong with an expression, and where."""


class ExpressionError(ValueError):
    """``message`` in plain English for authors; ``position`` counts characters from 0."""

    def __init__(self, message: str, position: int = 0) -> None:
        super().__init__(f"{message} (at character {position + 1})")
        self.message = message
        self.position = position
