"""Reading exercises, variants, submissions and gradings; the event stream of a grading."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.generics import ListAPIView
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.permissions import HasScope
from core.errors import Invalid
from courses.api.behalf import course_visible
from courses.models import Course
from exercises import live
from exercises.api import permits
from exercises.api.shapes import ExerciseShape, GradingShape, SubmissionShape, VariantShape
from exercises.models import Exercise, Variant


class EventStream(JSONRenderer):
    """So that ``Accept: text/event-stream`` is understood; refusals are still problems in JSON."""

    media_type = "text/event-stream"
    format = "events"


def context(request: Request, course: Course | None = None) -> dict[str, Any]:
    """Serializer context: the language the caller asked for; whether they teach ``course``."""
    staff = course is not None and permits.is_staff(request, course)
    return {"language": get_language() or "en", "staff": staff}


def uuid_parameter(request: Request, name: str) -> uuid.UUID:
    """A query parameter that must be a UUID. Raises ``Invalid``."""
    try:
        return uuid.UUID(request.query_params[name])
    except (KeyError, ValueError) as error:
        said = _("The query parameter “%(name)s” must be an id.") % {"name": name}
        raise Invalid(said) from error


class Exercises(ListAPIView[Exercise]):
    """Exercises that a teacher of the course may use: its own and the library's."""

    permission_classes = (HasScope("author"),)
    serializer_class = ExerciseShape

    @extend_schema(parameters=[OpenApiParameter("course", OpenApiTypes.UUID, required=True)])
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        """A page of exercises, the newest first."""
        return super().get(request, *args, **kwargs)

    def get_queryset(self) -> QuerySet[Exercise]:
        """What the caller may use in the course that the query names."""
        if getattr(self, "swagger_fake_view", False):
            return Exercise.objects.none()
        course = course_visible(self.request, uuid_parameter(self.request, "course"))
        rows = permits.exercises_visible(self.request, course)
        return rows.select_related("course", "current")


class ExerciseDetail(APIView):
    """One exercise."""

    permission_classes = (HasScope("author"),)

    @extend_schema(responses=ExerciseShape)
    def get(self, request: Request, exercise: uuid.UUID) -> Response:
        """The exercise and its current version."""
        return Response(ExerciseShape(permits.exercise_visible(request, exercise)).data)


class Variants(APIView):
    """The deployed variants of an exercise's current version."""

    permission_classes = (HasScope("author"),)

    @extend_schema(operation_id="exercises_variants", responses=VariantShape(many=True))
    def get(self, request: Request, exercise: uuid.UUID) -> Response:
        """All of them, the sheet's own first."""
        found = permits.exercise_visible(request, exercise)
        rows = (
            found.current.variants.order_by("number") if found.current else Variant.objects.none()
        )
        rows = rows.select_related("version__exercise")
        return Response(VariantShape(rows, many=True, context=context(request)).data)


class VariantDetail(APIView):
    """One variant."""

    permission_classes = (HasScope("author"),)

    @extend_schema(responses=VariantShape)
    def get(self, request: Request, variant: uuid.UUID) -> Response:
        """Statement, values and questions, without the answers."""
        found = permits.variant_visible(request, variant)
        return Response(VariantShape(found, context=context(request)).data)


class SubmissionDetail(APIView):
    """One submission."""

    permission_classes = (HasScope("read"),)

    @extend_schema(responses=SubmissionShape)
    def get(self, request: Request, submission: uuid.UUID) -> Response:
        """The answer, its score and its current grading."""
        found = permits.submission_visible(request, submission)
        return Response(SubmissionShape(found, context=context(request, found.course)).data)


class GradingDetail(APIView):
    """One grading."""

    permission_classes = (HasScope("read"),)

    @extend_schema(responses=GradingShape)
    def get(self, request: Request, grading: uuid.UUID) -> Response:
        """Its state and, when it is graded, its verdict."""
        found = permits.grading_visible(request, grading)
        course = found.submission.course
        return Response(GradingShape(found, context=context(request, course)).data)


class GradingEvents(APIView):
    """The events of one grading as they happen."""

    permission_classes = (HasScope("read"),)
    renderer_classes = (JSONRenderer, EventStream)

    @extend_schema(
        responses={
            (200, "text/event-stream"): OpenApiResponse(
                OpenApiTypes.STR,
                description="Server-sent events `status`, `expected`, `part`, `verdict`.",
            )
        }
    )
    def get(self, request: Request, grading: uuid.UUID) -> StreamingHttpResponse:
        """A stream that ends with the event ``verdict``."""
        return live.response(str(permits.grading_visible(request, grading).pk))
