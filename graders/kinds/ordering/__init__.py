"""Kind ``ordering``: steps to put in order; all that respects the precedences is right."""

from graders.kinds.ordering.kind import Ordering

KIND = Ordering()
