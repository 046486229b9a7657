"""The schema, its page, and an answer for addresses that lead nowhere."""

from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt
from drf_spectacular.views import SpectacularAPIView

from api import views

app_name = "api"
urlpatterns = [
    path("schema/", SpectacularAPIView.as_view(throttle_classes=()), name="schema"),
    path("docs/", views.docs, name="docs"),
    # exempt: it changes nothing, and a program must read "not found", not "no CSRF token"
    re_path(r"^(?P<rest>.*)$", csrf_exempt(views.nothing)),
]
