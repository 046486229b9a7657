"""Addresses of the pages of exercises."""

from django.urls import path

from exercises.views import authoring, figures, mending

app_name = "exercises"

urlpatterns = [
    path("courses/<uuid:course>/exercises/", authoring.exercises, name="exercises"),
    path("exercises/<uuid:exercise>/", authoring.exercise, name="exercise"),
    path("exercises/<uuid:exercise>/check/", authoring.check, name="check"),
    path("exercises/<uuid:exercise>/download/", authoring.download, name="download"),
    path("exercises/<uuid:exercise>/edit/<str:path>/", mending.edit, name="edit"),
    path("exercises/<uuid:exercise>/preview/<str:path>/", mending.preview, name="preview-text"),
    path("exercises/figures/<slug:bundle>/", figures.no_listing, name="bundle"),
    path("exercises/figures/<slug:bundle>/<path:path>", figures.figure, name="figure"),
]
