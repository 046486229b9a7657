"""Mounts every app's pages and API."""

from django.urls import include, path

from accounts.views import set_language
from config.health import health

urlpatterns = [
    path("", include("quizzes.urls")),
    path("", include("exercises.urls")),
    path("", include("courses.urls")),
    path("", include("accounts.urls")),
    path("", include("web.urls")),
    path("i18n/setlang/", set_language, name="set_language"),
    path("health/", health),
    path("api/", include("config.api_urls")),
]

handler400 = "web.views.bad_request"
handler403 = "web.views.forbidden"
handler404 = "web.views.not_found"
handler500 = "web.views.server_error"
