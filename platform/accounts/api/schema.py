"""How the schema names this authentication. Registered by being imported."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema


class PersonalTokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]
    """HTTP bearer."""

    target_class = "accounts.api.authentication.PersonalTokenAuthentication"
    name = "personalToken"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        """The security scheme as OpenAPI writes it."""
        text = "A personal token, made on the account page. It acts as its owner."
        return {"type": "http", "scheme": "bearer", "description": text}
