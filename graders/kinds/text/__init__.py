"""Kind ``text``: an answer in words, read and marked by a person."""

from graders.kinds.text.kind import Text
from graders.kinds.text.likeness import groups
from graders.kinds.text.rubric import parts_of

KIND = Text()

__all__ = ["KIND", "groups", "parts_of"]
