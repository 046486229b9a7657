"""The student's latest answers to the questions that this one uses."""

from typing import Any

from exercises.models import Submission


def latest_answers(submission: Submission) -> dict[str, Any]:
    """Question id → what was understood of the student's latest answer to it."""
    names = submission.variant.questions[submission.question].get("uses", [])
    answers: dict[str, Any] = {}
    for name in names:
        latest = (
            Submission.objects.filter(
                variant=submission.variant, user=submission.user, question=name
            )
            .exclude(purpose=Submission.Purpose.RUN)
            .order_by("-created_at")
            .first()
        )
        if latest is not None:
            answers[name] = latest.read
    return answers
