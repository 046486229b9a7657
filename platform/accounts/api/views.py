"""Who the caller is."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.api.serializers import PersonShape
from accounts.models import User
from core.tokens import SCOPES, Token


class MeShape(serializers.Serializer[Any]):
    """The caller: a person (null for a machine) and what this token may do."""

    person = PersonShape(allow_null=True)
    scopes = serializers.ListField(child=serializers.ChoiceField(choices=SCOPES))
    token = serializers.CharField(allow_null=True, help_text="The name of the token.")


class Me(APIView):
    """The caller. No scope is needed: it is how a program tests its token."""

    @extend_schema(responses=MeShape, summary="Who am I, and what may I do?")
    def get(self, request: Request) -> Response:
        """The person and the scopes."""
        token = request.auth if isinstance(request.auth, Token) else None
        me = {
            "person": request.user if isinstance(request.user, User) else None,
            "scopes": token.scopes if token else list(SCOPES),
            "token": token.name if token else None,
        }
        return Response(MeShape(me).data)
