"""Kind ``derivation``: lines of mathematics, each checked."""

from graders.kinds.derivation.kind import Derivation

KIND = Derivation()
