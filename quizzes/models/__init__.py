"""Quizzes and the work done in them."""

from quizzes.models.quiz import Quiz, Slot, SlotExercise
from quizzes.models.topic import Topic
from quizzes.models.work import Attempt, Draft, HintTaken, Item, ItemSubmission

__all__ = [
    "Attempt",
    "Draft",
    "HintTaken",
    "Item",
    "ItemSubmission",
    "Quiz",
    "Slot",
    "SlotExercise",
    "Topic",
]
