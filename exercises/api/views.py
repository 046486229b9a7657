"""Reading exercises, variants, submissions and gradings; the event stream of a grading."""

import uuid

from django.http import StreamingHttpResponse
from django.utils.translation import get_language
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.pagination import CursorPagination
from api.permissions import HasScope
from core.errors import Invalid
from courses.api.behalf import course_visible
from exercises import live
from exercises.api import permits
from exercises.api.shapes import ExerciseShape, GradingShape, SubmissionShape, VariantShape


def language(request: Request) -> dict[str, str]:
    """Serializer context: sentences in the language the caller asked for."""
    return {"language": get_language() or "en"}


def uuid_parameter(request: Request, name: str) -> uuid.UUID:
    """A query parameter that must be a UUID. Raises ``Invalid``."""
    try:
        return uuid.UUID(request.query_params[name])
    except (KeyError, ValueError) as error:
        raise Invalid(f"The query parameter {name!r} must be the id of a {name}.") from error


class Exercises(APIView):
    """Exercises that a teacher of the course may use: its own and the library's."""

    permission_classes = (HasScope("author"),)

    @extend_schema(
        parameters=[OpenApiParameter("course", OpenApiTypes.UUID, required=True)],
        responses=ExerciseShape(many=True),
    )
    def get(self, request: Request) -> Response:
        """A page of exercises, the newest first."""
        course = course_visible(request, uuid_parameter(request, "course"))
        rows = permits.exercises_visible(request, course).select_related("course", "current")
        pages = CursorPagination()
        page = pages.paginate_queryset(rows, request, view=self)
        return pages.get_paginated_response(ExerciseShape(page, many=True).data)


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
        rows = found.current.variants.order_by("number") if found.current else []
        return Response(VariantShape(rows, many=True, context=language(request)).data)


class VariantDetail(APIView):
    """One variant."""

    permission_classes = (HasScope("author"),)

    @extend_schema(responses=VariantShape)
    def get(self, request: Request, variant: uuid.UUID) -> Response:
        """Statement, values and questions, without the answers."""
        found = permits.variant_visible(request, variant)
        return Response(VariantShape(found, context=language(request)).data)


class SubmissionDetail(APIView):
    """One submission."""

    permission_classes = (HasScope("read"),)

    @extend_schema(responses=SubmissionShape)
    def get(self, request: Request, submission: uuid.UUID) -> Response:
        """The answer, its score and its current grading."""
        found = permits.submission_visible(request, submission)
        return Response(SubmissionShape(found, context=language(request)).data)


class GradingDetail(APIView):
    """One grading."""

    permission_classes = (HasScope("read"),)

    @extend_schema(responses=GradingShape)
    def get(self, request: Request, grading: uuid.UUID) -> Response:
        """Its state and, when it is graded, its verdict."""
        found = permits.grading_visible(request, grading)
        return Response(GradingShape(found, context=language(request)).data)


class GradingEvents(APIView):
    """The events of one grading as they happen."""

    permission_classes = (HasScope("read"),)

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
