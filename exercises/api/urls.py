"""Addresses of exercises, variants, submissions and gradings in the API."""

from django.urls import path

from exercises.api import views

urlpatterns = [
    path("exercises/", views.Exercises.as_view()),
    path("exercises/<uuid:exercise>/", views.ExerciseDetail.as_view()),
    path("exercises/<uuid:exercise>/variants/", views.Variants.as_view()),
    path("variants/<uuid:variant>/", views.VariantDetail.as_view()),
    path("submissions/<uuid:submission>/", views.SubmissionDetail.as_view()),
    path("gradings/<uuid:grading>/", views.GradingDetail.as_view()),
    path("gradings/<uuid:grading>/events/", views.GradingEvents.as_view()),
]
