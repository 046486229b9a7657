"""Addresses of the pages of quizzes, and of the first page."""

from django.urls import path

from quizzes.views import (
    answering,
    gradebook,
    home,
    live,
    marking,
    preview,
    quiz,
    reading,
    setting,
    sheet,
    submissions,
)

app_name = "quizzes"
_MARKING = "quizzes/<uuid:quiz>/marking/<int:slot>/<uuid:exercise>/<slug:question>"
urlpatterns = [
    path("", home.home, name="home"),
    path("courses/<uuid:course>/", home.course, name="course"),
    path("courses/<uuid:course>/quizzes/new/", setting.new, name="new"),
    path("quizzes/<uuid:quiz>/", quiz.quiz, name="quiz"),
    path("quizzes/<uuid:quiz>/start/", quiz.start, name="start"),
    path("quizzes/<uuid:quiz>/edit/", setting.edit, name="edit"),
    path("quizzes/<uuid:quiz>/add/", setting.add, name="add"),
    path("quizzes/<uuid:quiz>/remove/<int:slot>/", setting.remove, name="remove"),
    path("quizzes/<uuid:quiz>/move/<int:slot>/", setting.move, name="move"),
    path("quizzes/<uuid:quiz>/gradebook/", gradebook.book, name="gradebook"),
    path("quizzes/<uuid:quiz>/gradebook.csv", gradebook.book_csv, name="gradebook-csv"),
    path("quizzes/<uuid:quiz>/marking/", marking.overview, name="marking"),
    path("quizzes/<uuid:quiz>/marking/names/", marking.names, name="marking-names"),
    path(f"{_MARKING}/", marking.group, name="marking-group"),
    path(f"{_MARKING}/mark/", marking.mark, name="marking-mark"),
    path(f"{_MARKING}/undo/", marking.undo, name="marking-undo"),
    path("preview/<uuid:exercise>/", preview.preview, name="preview"),
    path("attempts/<uuid:attempt>/", quiz.attempt, name="attempt"),
    path("attempts/<uuid:attempt>/finish/", quiz.finish, name="finish"),
    path("attempts/<uuid:attempt>/reopen/", quiz.reopen, name="reopen"),
    path("attempts/<uuid:attempt>/<int:position>/", sheet.item, name="item"),
    path("items/<uuid:item>/another/", sheet.another, name="another"),
    path("items/<uuid:item>/<slug:question>/submit/", answering.submit, name="submit"),
    path("items/<uuid:item>/<slug:question>/draft/", answering.draft, name="draft"),
    path("items/<uuid:item>/<slug:question>/read/", reading.read, name="read"),
    path("items/<uuid:item>/<slug:question>/notebook/", answering.notebook, name="notebook"),
    path("items/<uuid:item>/<slug:question>/run/", answering.run, name="run"),
    path("items/<uuid:item>/<slug:question>/hint/", answering.hint, name="hint"),
    path("runs/<uuid:submission>/fragment/", live.run, name="run-fragment"),
    path("submissions/<uuid:submission>/", submissions.submission, name="submission"),
    path("submissions/<uuid:submission>/fragment/", live.fragment, name="fragment"),
    path("gradings/<uuid:grading>/events/", live.events, name="events"),
]
