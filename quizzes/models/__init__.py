"""Quizzes and the work done in them."""

from quizzes.models.quiz import Quiz, Slot, SlotExercise
from quizzes.models.work import Attempt, Draft, Item, ItemSubmission

__all__ = ["Attempt", "Draft", "Item", "ItemSubmission", "Quiz", "Slot", "SlotExercise"]
