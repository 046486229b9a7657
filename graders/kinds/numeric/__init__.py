"""Kind ``numeric``: one number, with a unit beside it if need be."""

from graders.kinds.numeric.kind import Numeric

KIND = Numeric()
