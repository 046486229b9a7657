"""A submission that uses what students use."""

from typing import Any

import numpy as np

Array = np.ndarray[Any, Any]


def solve(A: Array, b: Array) -> Array:
    """The solution of A x = b."""
    return np.asarray(np.linalg.solve(A, b))


def eigenvalues(A: Array) -> Array:
    """Sorted eigenvalues of a symmetric matrix."""
    return np.sort(np.linalg.eigvalsh(A))


def product(A: Array, B: Array) -> Array:
    """A B."""
    return np.asarray(np.einsum("ij,jk->ik", A, B))
