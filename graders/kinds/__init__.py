"""The question kinds: one folder each, found by the one registry line below."""

from graders.kinds.base import Kind
from graders.kinds.choice import KIND as CHOICE
from graders.kinds.code import KIND as CODE
from graders.kinds.derivation import KIND as DERIVATION
from graders.kinds.diagram import KIND as DIAGRAM
from graders.kinds.expression import KIND as EXPRESSION
from graders.kinds.matching import KIND as MATCHING
from graders.kinds.multiple import KIND as MULTIPLE
from graders.kinds.numeric import KIND as NUMERIC
from graders.kinds.table import KIND as TABLE
from graders.kinds.text import KIND as TEXT

REGISTRY: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        CHOICE,
        CODE,
        DERIVATION,
        DIAGRAM,
        EXPRESSION,
        MATCHING,
        MULTIPLE,
        NUMERIC,
        TABLE,
        TEXT,
    )
}

__all__ = ["REGISTRY", "Kind"]
