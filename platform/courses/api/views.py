"""Courses and their people, read."""

import uuid

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.generics import GenericAPIView, ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from api.permissions import HasScope
from core.errors import NotAllowed
from courses.access import STAFF, courses_of, people_of, role_of
from courses.api.behalf import course_visible
from courses.api.serializers import CourseShape, PlaceShape
from courses.models import Course, CourseToken, Enrolment


@extend_schema(summary="The courses you are in")
class Courses(ListAPIView[Course]):
    """A person's courses; for a machine, its one course."""

    permission_classes = (HasScope("read"),)
    serializer_class = CourseShape

    def get_queryset(self) -> QuerySet[Course]:
        """What the caller may see."""
        token = self.request.auth
        if isinstance(token, CourseToken):
            return Course.objects.filter(pk=token.course_id)
        if not isinstance(self.request.user, User):
            return Course.objects.none()
        return courses_of(self.request.user)


class CourseDetail(GenericAPIView[Course]):
    """One course."""

    permission_classes = (HasScope("read"),)
    serializer_class = CourseShape

    @extend_schema(summary="One course")
    def get(self, request: Request, course: uuid.UUID) -> Response:
        """The course with the caller's role."""
        found = course_visible(request, course)
        found.role = role_of(request.user, found)  # type: ignore[attr-defined]
        return Response(CourseShape(found).data)


@extend_schema(summary="The people of a course (teachers and graders)")
class People(ListAPIView[Enrolment]):
    """Who is in a course; for those who teach there, and for its machines with ``grades``."""

    permission_classes = (HasScope("grades"),)
    serializer_class = PlaceShape

    def get_queryset(self) -> QuerySet[Enrolment]:
        """The places that are taken, newest first."""
        if getattr(self, "swagger_fake_view", False):
            return Enrolment.objects.none()
        course = course_visible(self.request, self.kwargs["course"])
        machine = isinstance(self.request.auth, CourseToken)
        if not machine and role_of(self.request.user, course) not in STAFF:
            raise NotAllowed("Only the teachers of this course can see its people.")
        return people_of(course)
