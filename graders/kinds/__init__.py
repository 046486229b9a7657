"""The question kinds: one folder each, found by the one registry line below."""

from graders.kinds.base import Kind
from graders.kinds.choice import KIND as CHOICE
from graders.kinds.code import KIND as CODE
from graders.kinds.derivation import KIND as DERIVATION
from graders.kinds.expression import KIND as EXPRESSION
from graders.kinds.numeric import KIND as NUMERIC
from graders.kinds.table import KIND as TABLE

REGISTRY: dict[str, Kind] = {
    kind.name: kind for kind in (CHOICE, CODE, DERIVATION, EXPRESSION, NUMERIC, TABLE)
}

__all__ = ["REGISTRY", "Kind"]
