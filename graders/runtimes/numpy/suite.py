"""NumPy works in both processes: linear algebra, arrays by copy."""

from typing import Any

import numpy as np

from graders.sdk import check, suite


@suite.test(points=1)
def linear_algebra(student: Any, rng: Any) -> None:
    """Linear algebra."""
    A, b = rng.normal(size=(4, 4)), rng.normal(size=4)
    check.close(A @ student.solve(A, b), b, rtol=1e-8)
    check.close(student.eigenvalues(A + A.T), np.linalg.eigvalsh(A + A.T), rtol=1e-8)


@suite.test(points=1)
def products(student: Any, rng: Any) -> None:
    """Products."""
    A, B = rng.normal(size=(3, 4)), rng.normal(size=(4, 2))
    check.close(student.product(A, B), A @ B, rtol=1e-12)
