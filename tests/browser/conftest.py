"""A browser on the real thing, and people of their own for each test."""

import uuid
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.student import PASSWORD, Student
from tests.whole.stack import Stack

# an answer that cannot be read comes back as 422, and chromium tells the console so
EXPECTED = ("422 (Unprocessable Entity)", "net::ERR_INTERNET_DISCONNECTED")
_ENROL = """
from accounts.models import User
from courses.models import Course, Enrolment
user = User.objects.create_user({name!r}, username={username!r}, password={password!r})
if {role!r}:
    Enrolment.objects.create(course=Course.objects.get(slug="rnn"), user=user, role={role!r})
"""


@pytest.fixture
def arrive(chrome: Browser, gradus: Stack) -> Iterator[Callable[..., Student]]:
    """Makes somebody, signs them in, gives their page; at the end no script may have failed."""
    contexts: list[BrowserContext] = []
    said: list[str] = []

    def listen(page: Page) -> None:
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("console", lambda line: said.append(line.text) if line.type == "error" else None)

    def come(
        name: str = "Inès Caradec",
        role: str = "student",
        language: str = "en-GB",
        **options: object,
    ) -> Student:
        username = f"u{uuid.uuid4().hex[:10]}"
        gradus.manage(
            "shell", "-v", "0", "-c",
            _ENROL.format(name=name, username=username, password=PASSWORD, role=role),
        )  # fmt: skip
        context = chrome.new_context(locale=language, **options)  # type: ignore[arg-type]
        context.on("page", listen)
        contexts.append(context)
        student = Student(context.new_page(), gradus.address)
        student.sign_in(username)
        return student

    yield come
    for context in contexts:
        context.close()
    assert [text for text in said if not any(known in text for known in EXPECTED)] == []
