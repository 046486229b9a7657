"""Kind ``multiple``: several options are right; ticking everything gains nothing."""

from graders.kinds.multiple.kind import Multiple

KIND = Multiple()
