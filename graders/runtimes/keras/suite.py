"""Keras works in both processes: layers, ``fit`` with validation, on PyTorch."""

from typing import Any

from graders.sdk import check, suite


@suite.test(points=1)
def layers(student: Any, rng: Any) -> None:
    """Layers."""
    check.equal(student.backend(), "torch")
    check.shape(student.logits(rng.normal(size=(3, 4, 2)).astype("float32")), (3, 2))


@suite.test(points=1)
def training(student: Any, rng: Any) -> None:
    """Training."""
    X = rng.normal(size=(12, 4, 3)).astype("float32")
    told = student.history(X, (X[:, 0, 0] > 0).astype("int64"))
    check.decreasing(told["loss"])
    check.equal(len(told["val_accuracy"]), 8)
