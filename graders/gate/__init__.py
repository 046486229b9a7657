"""The publish gate (design, section 5): the same in the command line, the browser and CI."""

from graders.gate.run import check

__all__ = ["check"]
