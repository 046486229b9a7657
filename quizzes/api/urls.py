"""Addresses of quizzes, attempts, submitting and grades in the API."""

from django.urls import path

from quizzes.api import views

urlpatterns = [
    path("courses/<uuid:course>/quizzes/", views.Quizzes.as_view()),
    path("courses/<uuid:course>/grades/", views.Grades.as_view()),
    path("quizzes/<uuid:quiz>/", views.QuizDetail.as_view()),
    path("quizzes/<uuid:quiz>/attempts/", views.Attempts.as_view()),
    path("attempts/<uuid:attempt>/", views.AttemptDetail.as_view()),
    path("submissions/", views.Submissions.as_view()),
]
