"""The gallery of components."""

from django.urls import path

from web import views

app_name = "web"
urlpatterns = [path("gallery/", views.show_gallery, name="gallery")]
