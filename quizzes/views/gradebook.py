"""The gradebook of a quiz, and the same as CSV."""

import csv
import uuid
from collections.abc import Iterator
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.http import SignedIn
from quizzes import access
from quizzes.selectors.gradebook import Gradebook, gradebook

FORMULA = ("=", "+", "-", "@", "\t", "\r")


@login_required
@require_GET
def book(request: SignedIn, quiz: uuid.UUID) -> HttpResponse:
    """Who, how often, points; where the class stumbles."""
    found = access.quiz_to_teach(request.user, quiz)
    page = gradebook(found, get_language() or "en")
    return render(request, "quizzes/gradebook.html", {"quiz": found, "book": page})


@login_required
@require_GET
def book_csv(request: SignedIn, quiz: uuid.UUID) -> StreamingHttpResponse:
    """The gradebook for a spreadsheet."""
    found = access.quiz_to_teach(request.user, quiz)
    page = gradebook(found, get_language() or "en")
    return StreamingHttpResponse(
        _lines(page),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.slug}.csv"'},
    )


class _Echo:
    """A file that gives back what is written: ``csv`` then makes one line at a time."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def _lines(page: Gradebook) -> Iterator[str]:
    # the mark tells spreadsheets that this is UTF-8
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL)
    head = [_("Name"), _("User name"), _("E-mail"), _("Handed in"), _("Tries"), _("Points")]
    yield writer.writerow([safe(text) for text in head + [col.title for col in page.columns]])
    yield writer.writerow(
        ["", "", "", "", _("out of"), points(page.max), *(points(col.max) for col in page.columns)]
    )
    for row in page.rows:
        yield writer.writerow(
            [
                safe(row.name),
                safe(row.username),
                safe(row.email),
                _("yes") if row.finished else _("no"),
                row.tries,
                points(row.points),
                *(points(cell.points) for cell in row.cells),
            ]
        )


def safe(text: str) -> str:
    """A text that no spreadsheet will take for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.startswith(FORMULA) else text


def points(milli: int | None) -> str:
    """Thousandths as a plain decimal; empty where nothing was submitted."""
    return "" if milli is None else f"{(Decimal(milli) / 1000).normalize():f}"
