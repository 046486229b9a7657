"""Kind ``expression``: one formula, compared by value."""

from graders.kinds.expression.kind import Expression

KIND = Expression()
