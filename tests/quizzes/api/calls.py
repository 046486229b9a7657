"""A program that works through a quiz."""

from typing import Any

from django.test import TestCase
from rest_framework.test import APIClient

from quizzes.models import Quiz

API = "/api/v1/"


class Caller:
    """A client of the API with a quiz to answer; a machine names whom it acts for."""

    def __init__(self, client: APIClient, quiz: Quiz, **whom: str) -> None:
        self.client, self.quiz = client, quiz
        self.more: dict[str, Any] = {"on_behalf_of": whom} if whom else {}

    def post(self, path: str, body: Any, **headers: Any) -> Any:
        # in a test's own transaction nothing commits by itself
        with TestCase.captureOnCommitCallbacks(execute=True):
            return self.client.post(f"{API}{path}", body, format="json", **headers)

    def get(self, path: str) -> Any:
        return self.client.get(f"{API}{path}")

    def start(self) -> Any:
        return self.post(f"quizzes/{self.quiz.public_id}/attempts/", self.more)

    def item(self, position: int = 1) -> str:
        items = self.start().json()["items"]
        return str(next(row["id"] for row in items if row["position"] == position))

    def submit(self, answer: Any, question: str = "count", *, item: str = "", key: str = "") -> Any:
        body = {"item": item or self.item(), "question": question, "answer": answer, **self.more}
        headers = {"HTTP_IDEMPOTENCY_KEY": key} if key else {}
        return self.post("submissions/", body, **headers)
