"""The REST API: version 1, its schema and its page."""

from django.urls import include, path

urlpatterns = [
    path("v1/", include("quizzes.api.urls")),
    path("v1/", include("exercises.api.urls")),
    path("v1/", include("courses.api.urls")),
    path("v1/", include("accounts.api.urls")),
    path("", include("api.urls")),
]
