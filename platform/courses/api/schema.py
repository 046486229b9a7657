"""How the schema names this authentication. Registered by being imported."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema


class CourseTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """HTTP bearer."""

    target_class = "courses.api.authentication.CourseTokenAuthentication"
    name = "courseToken"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        """The security scheme as OpenAPI writes it."""
        text = "A machine's token for one course. It names the student it acts for: on_behalf_of."
        return {"type": "http", "scheme": "bearer", "description": text}
