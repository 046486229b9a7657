"""What the OpenAPI document says of every operation alike: problems, the idempotency header."""

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from api.errors import CONTENT_TYPE
from api.idempotent import HEADER


class FieldAtFault(serializers.Serializer[Any]):
    """One reason why a field cannot be used."""

    field = serializers.CharField()
    detail = serializers.CharField()
    code = serializers.CharField(required=False)


class Problem(serializers.Serializer[Any]):
    """Problem details, RFC 9457."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.CharField(help_text="Stable, for programs.")
    errors = FieldAtFault(many=True, required=False)  # type: ignore[assignment]  # a field here


class GradusAutoSchema(AutoSchema):
    """Adds to each operation the shape of its errors, and to some the ``Idempotency-Key``."""

    def get_tags(self) -> list[str]:
        """The app that the view lives in: accounts, courses, exercises, quizzes."""
        return [type(self.view).__module__.partition(".")[0]]

    def get_override_parameters(self) -> list[Any]:
        """The header, where the handler knows it and does not describe it itself."""
        named = list(super().get_override_parameters())
        handler = getattr(self.view, self.method.lower(), None)
        known = {getattr(parameter, "name", "") for parameter in named}
        if getattr(handler, "idempotent", False) and HEADER not in known:
            text = "A repeated request with the same key gets the first answer again."
            named.append(
                OpenApiParameter(
                    HEADER, OpenApiTypes.STR, OpenApiParameter.HEADER, description=text
                )
            )
        return named

    def _get_response_bodies(
        self, direction: Literal["request", "response"] = "response"
    ) -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction=direction)
        problem = self._get_response_for_code(  # type: ignore[no-untyped-call]
            Problem(), "default", media_types=[CONTENT_TYPE]
        )
        return {**bodies, "default": {**problem, "description": "What went wrong."}}
