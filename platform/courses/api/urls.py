"""Mounted under ``/api/v1/``."""

from django.urls import path

from courses.api import views

urlpatterns = [
    path("courses/", views.Courses.as_view(), name="api-courses"),
    path("courses/<uuid:course>/", views.CourseDetail.as_view(), name="api-course"),
    path("courses/<uuid:course>/people/", views.People.as_view(), name="api-people"),
]
