"""Quizzes, attempts, submitting and grades through the API."""

import uuid

from django.db import transaction
from django.http import Http404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from api.idempotent import once
from api.permissions import HasScope
from courses.api.behalf import acting_user, course_visible
from courses.models import CourseToken
from exercises.api.shapes import SubmissionShape
from exercises.api.views import language
from quizzes import access
from quizzes.api.problems import Unreadable
from quizzes.api.shapes import AttemptShape, GradeShape, QuizShape, StartShape, SubmitShape
from quizzes.models import Attempt, Item, Quiz
from quizzes.selectors.grades import course_grades
from quizzes.services.answering import read_answer, submit
from quizzes.services.attempts import start_attempt

IDEMPOTENCY = OpenApiParameter(
    "Idempotency-Key",
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description="The same key and body again give the same answer, and submit nothing twice.",
)


def quiz_visible(request: Request, public_id: uuid.UUID) -> Quiz:
    """A quiz that the caller may see."""
    if not isinstance(request.auth, CourseToken):
        return access.quiz_for(request.user, public_id)
    rows = Quiz.objects.select_related("course")
    quiz = rows.filter(public_id=public_id, course=request.auth.course).first()
    if quiz is None:
        raise Http404
    return quiz


class Quizzes(APIView):
    """The quizzes of a course."""

    permission_classes = (HasScope("read"),)

    @extend_schema(responses=QuizShape(many=True))
    def get(self, request: Request, course: uuid.UUID) -> Response:
        """Published ones; all of them for teachers and course tokens."""
        found = course_visible(request, course)
        listed = Quiz.objects.filter(course=found).exclude(mode=Quiz.Mode.PREVIEW)
        quizzes = listed.select_related("course").order_by("pk")
        if not isinstance(request.auth, CourseToken):
            quizzes = access.visible_quizzes(request.user, quizzes)
        return Response(QuizShape(quizzes, many=True).data)


class QuizDetail(APIView):
    """One quiz."""

    permission_classes = (HasScope("read"),)

    @extend_schema(responses=QuizShape)
    def get(self, request: Request, quiz: uuid.UUID) -> Response:
        """The quiz."""
        return Response(QuizShape(quiz_visible(request, quiz)).data)


class Attempts(APIView):
    """Start the quiz, or go on with the attempt that was started."""

    permission_classes = (HasScope("submit"),)

    @extend_schema(request=StartShape, responses=AttemptShape)
    def post(self, request: Request, quiz: uuid.UUID) -> Response:
        """The person's attempt with its items; doing it twice changes nothing."""
        found = quiz_visible(request, quiz)
        StartShape(data=request.data).is_valid(raise_exception=True)
        user = acting_user(request, found.course)
        access.quiz_for(user, quiz)
        attempt = start_attempt(quiz=found, user=user)
        return Response(AttemptShape(attempt, context=language(request)).data)


class AttemptDetail(APIView):
    """One attempt."""

    permission_classes = (HasScope("read"),)

    @extend_schema(responses=AttemptShape)
    def get(self, request: Request, attempt: uuid.UUID) -> Response:
        """The attempt and its items."""
        if isinstance(request.auth, CourseToken):
            rows = Attempt.objects.select_related("quiz__course", "user")
            found = rows.filter(pk=attempt, quiz__course=request.auth.course).first()
            if found is None:
                raise Http404
        else:
            found = access.attempt_for(request.user, attempt)
        return Response(AttemptShape(found, context=language(request)).data)


class Submissions(APIView):
    """Answer a question."""

    permission_classes = (HasScope("submit"),)

    @extend_schema(request=SubmitShape, responses={201: SubmissionShape}, parameters=[IDEMPOTENCY])
    @once
    def post(self, request: Request) -> Response:
        """Submit an answer. What cannot be read gets 422 with the reasons, and costs nothing."""
        body = SubmitShape(data=request.data)
        body.is_valid(raise_exception=True)
        item = self._item(request, body.validated_data["item"])
        question, raw = body.validated_data["question"], body.validated_data["answer"]
        understood = read_answer(item=item, question=question, raw=raw)
        if understood.parsed.answer is None:
            raise Unreadable(understood.parsed, language(request)["language"])
        with transaction.atomic():
            made = submit(item=item, question=question, raw=raw, user=item.attempt.user)
        made.refresh_from_db()
        return Response(SubmissionShape(made, context=language(request)).data, status=201)

    def _item(self, request: Request, pk: uuid.UUID) -> Item:
        rows = Item.objects.select_related("attempt__quiz__course")
        item = rows.filter(pk=pk).first()
        if item is None:
            raise Http404
        course = item.attempt.quiz.course
        if isinstance(request.auth, CourseToken) and request.auth.course != course:
            raise Http404
        return access.own_item(acting_user(request, course), pk)


class Grades(APIView):
    """The gradebook of a course."""

    permission_classes = (HasScope("grades"),)

    @extend_schema(responses=GradeShape(many=True))
    def get(self, request: Request, course: uuid.UUID) -> Response:
        """A row for each student and graded quiz, in thousandths of points."""
        found = course_visible(request, course)
        if not isinstance(request.auth, CourseToken):
            access.require_staff(request.user, found)
        return Response(GradeShape(course_grades(found), many=True).data)
