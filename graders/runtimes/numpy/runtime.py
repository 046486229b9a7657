"""NumPy alone: small, and up in a quarter of a second."""

import platform
import random

import numpy as np

PACKAGES = ("numpy", "msgpack")


def seed(number: int) -> None:
    """Seed every generator that code may take its randomness from."""
    random.seed(number)
    np.random.seed(number % 2**32)


def warm() -> None:
    """Pay once what every fork would pay again: first calls import and allocate."""
    seed(0)
    random_ = np.random.default_rng(0)
    matrix = random_.normal(size=(6, 6))
    np.linalg.eig(matrix)
    np.linalg.inv(matrix) @ np.linalg.svd(matrix)[0]
    np.linalg.solve(matrix, matrix[0])
    np.einsum("ij,jk->ik", matrix, matrix)
    np.array2string(matrix)
    np.isclose(matrix, matrix)
    np.testing.assert_allclose(matrix, matrix)


REHEARSAL = ()


def versions() -> dict[str, str]:
    """What a verdict is replayed with."""
    return {"python": platform.python_version(), "numpy": np.__version__}
