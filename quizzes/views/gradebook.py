"""The gradebook of a quiz, and the same as CSV."""

import csv
import uuid
from collections.abc import Iterator
from decimal import Decimal

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from accounts.http import SignedIn
from quizzes import access
from quizzes.selectors.gradebook import Gradebook, gradebook
from web.text import language

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@login_required
@require_GET
def book(request: SignedIn, quiz: uuid.UUID) -> HttpResponse:
    """Who, how often, points; where the class stumbles."""
    found = access.quiz_to_teach(request.user, quiz)
    page = gradebook(found, language.current())
    wanted = request.GET.get("q", "").strip()[:100]
    shown = [row for row in page.rows if wanted.casefold() in row.name.casefold()]
    context = {"quiz": found, "book": page, "rows": shown, "wanted": wanted}
    return render(request, "quizzes/gradebook.html", context)


@login_required
@require_GET
def book_csv(request: SignedIn, quiz: uuid.UUID) -> HttpResponse:
    """The gradebook for a spreadsheet."""
    found = access.quiz_to_teach(request.user, quiz)
    page = gradebook(found, language.current())
    return HttpResponse(
        "".join(_lines(page, language.current())),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{found.slug}.csv"'},
    )


class _Echo:
    """A file that gives back what is written: ``csv`` then makes one line at a time."""

    def write(self, line: str) -> str:
        """Return the line."""
        return line


def _lines(page: Gradebook, lang: str) -> Iterator[str]:
    # a French spreadsheet reads semicolons and decimal commas; the mark tells it UTF-8
    yield "\N{ZERO WIDTH NO-BREAK SPACE}"
    comma = lang == "fr"
    writer = csv.writer(_Echo(), quoting=csv.QUOTE_ALL, delimiter=";" if comma else ",")

    def decimal(milli: int | None) -> str:
        text = "" if milli is None else f"{(Decimal(milli) / 1000).normalize():f}"
        return text.replace(".", ",") if comma else text

    head = [_("Name"), _("User name"), _("E-mail"), _("Handed in"), _("Tries"), _("Points")]
    yield writer.writerow([safe(text) for text in head + [col.title for col in page.columns]])
    worth = [decimal(column.max) for column in page.columns]
    yield writer.writerow(["", "", "", "", _("out of"), decimal(page.max), *worth])
    for row in page.rows:
        done = _("yes") if row.finished else _("no")
        said = [safe(row.name), safe(row.username), safe(row.email), done, str(row.tries)]
        cells = [decimal(cell.points) for cell in row.cells]
        yield writer.writerow([*said, decimal(row.points), *cells])


def safe(text: str) -> str:
    """A text that no spreadsheet will take for a formula (OWASP, CSV injection)."""
    return f"'{text}" if text.lstrip().startswith(FORMULA) or text.startswith(FORMULA) else text
