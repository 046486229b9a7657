"""Quizzes, attempts, submitting and grades through the API."""

import uuid

from django.db import transaction
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.idempotent import once
from api.permissions import HasScope
from courses.api.behalf import acting_user, course_visible, machine_course, person
from courses.models import CourseToken
from exercises.api.shapes import SubmissionShape
from exercises.api.views import context
from quizzes import access
from quizzes.api import permits
from quizzes.api.problems import Unreadable
from quizzes.api.shapes import AttemptShape, GradeShape, QuizShape, StartShape, SubmitShape
from quizzes.models import Quiz
from quizzes.selectors.grades import course_grades
from quizzes.services import trying
from quizzes.services.answering import read_answer, submit
from quizzes.services.attempts import start_attempt

IDEMPOTENCY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The same key and body again give the same answer, and submit nothing twice.",
)


class Quizzes(APIView):
    """The quizzes of a course."""

    permission_classes = (HasScope("read"),)

    @extend_schema(responses=QuizShape(many=True))
    def get(self, request: Request, course: uuid.UUID) -> Response:
        """Published ones; all of them for teachers and course tokens."""
        found = course_visible(request, course)
        listed = Quiz.objects.filter(course=found).exclude(mode=Quiz.Mode.PREVIEW)
        quizzes = listed.select_related("course").order_by("pk")
        if machine_course(request) is None:
            quizzes = access.visible_quizzes(person(request), quizzes)
        return Response(QuizShape(quizzes, many=True).data)


class QuizDetail(APIView):
    """One quiz."""

    permission_classes = (HasScope("read"),)

    @extend_schema(responses=QuizShape)
    def get(self, request: Request, quiz: uuid.UUID) -> Response:
        """The quiz."""
        return Response(QuizShape(permits.quiz_visible(request, quiz)).data)


class Attempts(APIView):
    """Start the quiz, or go on with the attempt that was started."""

    permission_classes = (HasScope("submit"),)

    @extend_schema(request=StartShape, responses=AttemptShape)
    def post(self, request: Request, quiz: uuid.UUID) -> Response:
        """The person's attempt with its items; doing it twice changes nothing."""
        found = permits.quiz_visible(request, quiz)
        StartShape(data=request.data).is_valid(raise_exception=True)
        # whoever may not start is not made and enrolled either
        with transaction.atomic():
            user = acting_user(request, found.course)
            access.quiz_for(user, quiz)
            attempt = start_attempt(quiz=found, user=user)
        return Response(AttemptShape(attempt, context=context(request)).data)


class AttemptDetail(APIView):
    """One attempt."""

    permission_classes = (HasScope("read"),)

    @extend_schema(responses=AttemptShape)
    def get(self, request: Request, attempt: uuid.UUID) -> Response:
        """The attempt and its items."""
        found = permits.attempt_visible(request, attempt)
        return Response(AttemptShape(found, context=context(request)).data)


class Submissions(APIView):
    """Answer a question."""

    permission_classes = (HasScope("submit"),)

    @extend_schema(request=SubmitShape, responses={201: SubmissionShape}, parameters=[IDEMPOTENCY])
    @once
    def post(self, request: Request) -> Response:
        """Submit an answer. What cannot be read gets 422 with the reasons, and costs nothing."""
        body = SubmitShape(data=request.data)
        body.is_valid(raise_exception=True)
        question, raw = body.validated_data["question"], body.validated_data["answer"]
        with transaction.atomic():
            item = permits.item_to_answer(request, body.validated_data["item"])
        understood = read_answer(item=item, question=question, raw=raw)
        if understood.parsed.answer is None:
            raise Unreadable(understood.parsed, context(request)["language"])
        act = trying.run if body.validated_data["run"] else submit
        made = act(item=item, question=question, raw=raw, user=item.attempt.user)
        made.refresh_from_db()
        return Response(SubmissionShape(made, context=context(request)).data, status=201)


class Grades(APIView):
    """The gradebook of a course."""

    permission_classes = (HasScope("grades"),)

    @extend_schema(responses=GradeShape(many=True))
    def get(self, request: Request, course: uuid.UUID) -> Response:
        """A row for each student and graded quiz, in thousandths of points."""
        found = course_visible(request, course)
        issuer = ""
        if isinstance(request.auth, CourseToken):
            issuer = request.auth.issuer
        else:
            access.require_staff(person(request), found)
        return Response(GradeShape(course_grades(found, issuer=issuer), many=True).data)
