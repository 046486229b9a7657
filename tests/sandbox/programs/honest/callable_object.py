# row: honest: callable object
# expect: passed

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Scaled:
    factor: float

    def __call__(self, x):
        return self.factor * x


double = Scaled(2.0)
