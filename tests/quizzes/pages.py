"""Acting as somebody with a browser on the pages of a quiz."""

import html
import re
from typing import Any

from django.test import TestCase
from django.urls import reverse

from accounts.models import User
from quizzes.models import Attempt, Item, Quiz
from tests.people import browser


class Student:
    """Somebody who works through a quiz in a browser."""

    def __init__(self, user: User, quiz: Quiz, language: str = "en") -> None:
        self.user, self.quiz = user, quiz
        self.client = browser(user)
        self.client.cookies["django_language"] = language

    def start(self) -> Attempt:
        """Press Start."""
        response = self.client.post(reverse("quizzes:start", args=[self.quiz.public_id]))
        assert response.status_code == 302, response.content
        return self.attempt

    @property
    def attempt(self) -> Attempt:
        """Their attempt."""
        return Attempt.objects.get(quiz=self.quiz, user=self.user)

    def item(self, position: int = 1) -> Item:
        """The item of a slot, in its latest round."""
        rows = Item.objects.filter(attempt=self.attempt, slot__position=position)
        return rows.order_by("-round").select_related("variant").first()  # type: ignore[return-value]

    def page(self, position: int = 1, query: str = "") -> str:
        """The page of an item."""
        address = reverse("quizzes:item", args=[self.attempt.pk, position])
        response = self.client.get(address + query)
        assert response.status_code == 200
        return response.content.decode()

    def submit(self, answer: Any, question: str = "count", **fields: Any) -> Any:
        """Send the form of a question; a dict fills the fields of a table."""
        item = self.item(fields.pop("position", 1))
        data = (
            {f"answer.{name}": text for name, text in answer.items()}
            if isinstance(answer, dict)
            else {"answer": answer}
        )
        address = reverse("quizzes:submit", args=[item.pk, question])
        # in a test's own transaction nothing commits by itself
        with TestCase.captureOnCommitCallbacks(execute=True):
            return self.client.post(address, {**data, **fields})

    def draft(self, answer: str, revision: int, question: str = "count") -> Any:
        """Save a draft as the page does."""
        address = reverse("quizzes:draft", args=[self.item().pk, question])
        return self.client.post(address, {"answer": answer, "revision": revision})


def key_of(page: str) -> str:
    """The key of the first form of a page."""
    found = re.search(r'name="idempotency_key" id="[\w-]+" value="(\w+)"', page)
    assert found
    return found[1]


def text_of(page: str) -> str:
    """The page without tags, spaces made plain."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", page))
    return re.sub(r"[\s\u00a0\u202f]+", " ", text)
