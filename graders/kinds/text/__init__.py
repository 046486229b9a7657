"""Kind ``text``: an answer in words, read and marked by a person."""

from graders.kinds.text.kind import Text

KIND = Text()
