"""The checks: each returns nothing or raises ``Mismatch`` with what differs, and where first."""

from graders.sdk.check import plot
from graders.sdk.check.calculus import gradient, jacobian
from graders.sdk.check.closeness import close, decreasing, same_state_dict
from graders.sdk.check.plain import equal, raises, shape, true
from graders.sdk.check.source import avoids, uses
from graders.sdk.check.statistics import distribution
from graders.sdk.check.tracing import trace

__all__ = [
    "avoids", "close", "decreasing", "distribution", "equal", "gradient", "jacobian", "plot",
    "raises", "same_state_dict", "shape", "trace", "true", "uses",
]  # fmt: skip
