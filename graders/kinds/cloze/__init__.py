"""Kind ``cloze``: a text with gaps."""

from graders.kinds.cloze.kind import Cloze

KIND = Cloze()
