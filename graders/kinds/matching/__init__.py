"""Kind ``matching``: each item on the left gets one of the items on the right."""

from graders.kinds.matching.kind import Matching

KIND = Matching()
