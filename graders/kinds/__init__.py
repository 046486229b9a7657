"""The question kinds: one folder each, found by the one registry line below."""

from graders.kinds.base import Kind
from graders.kinds.choice import KIND as CHOICE
from graders.kinds.code import KIND as CODE
from graders.kinds.numeric import KIND as NUMERIC
from graders.kinds.table import KIND as TABLE

REGISTRY: dict[str, Kind] = {kind.name: kind for kind in (CHOICE, CODE, NUMERIC, TABLE)}

__all__ = ["REGISTRY", "Kind"]
