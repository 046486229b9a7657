"""The checks: each returns nothing or raises ``Mismatch`` with what differs, and where first."""

from graders.sdk.check.calculus import gradient, jacobian
from graders.sdk.check.closeness import close, decreasing, same_state_dict, trace
from graders.sdk.check.plain import equal, raises, shape, true
from graders.sdk.check.source import avoids, uses

__all__ = [
    "avoids", "close", "decreasing", "equal", "gradient", "jacobian", "raises",
    "same_state_dict", "shape", "trace", "true", "uses",
]  # fmt: skip
