"""Exercises and their versions; submissions and their gradings."""

from exercises.models.content import Blob, Check, Exercise, Variant, Version
from exercises.models.work import Grading, Part, Submission

__all__ = [
    "Blob",
    "Check",
    "Exercise",
    "Grading",
    "Part",
    "Submission",
    "Variant",
    "Version",
]
