"""Pages about a course itself. ``/courses/<uuid>/`` is the quizzes' page."""

from django.urls import path

from courses.views import join, people, roster, settings, tokens

app_name = "courses"
person = "courses/<uuid:course>/people/<uuid:person_id>"
urlpatterns = [
    path("join/<slug:code>/", join.join, name="join"),
    path("courses/new/", settings.new, name="new"),
    path("courses/<uuid:course>/people/", people.people, name="people"),
    path(f"{person}/role/", people.set_role, name="role"),
    path(f"{person}/remove/", people.remove, name="remove"),
    path(f"{person}/restore/", people.bring_back, name="restore"),
    path(f"{person}/invite/", people.invite_again, name="invite"),
    path("courses/<uuid:course>/roster/", roster.roster, name="roster"),
    path("courses/<uuid:course>/settings/", settings.settings, name="settings"),
    *(
        path(
            f"courses/<uuid:course>/link/{does}/",
            settings.link,
            {"action": does},
            name=f"{does}-link",
        )
        for does in ("renew", "open", "close")
    ),
    path("courses/<uuid:course>/tokens/", tokens.tokens, name="tokens"),
    path("courses/<uuid:course>/tokens/<int:token>/revoke/", tokens.revoke, name="revoke-token"),
]
