"""The OpenAPI document and its page."""

from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from drf_spectacular.validation import validate_schema

pytestmark = pytest.mark.django_db


@pytest.fixture
def schema() -> Any:
    answer = Client().get("/api/schema/?format=json")
    assert answer.status_code == 200
    return answer.json()


def test_it_is_openapi_31_and_valid(schema: Any) -> None:
    assert schema["openapi"].startswith("3.1")
    validate_schema(schema)  # type: ignore[no-untyped-call]


def test_it_is_made_without_a_warning(tmp_path: Path) -> None:
    file = str(tmp_path / "schema.yaml")
    call_command("spectacular", "--fail-on-warn", "--validate", "--file", file)


def test_every_operation_names_its_problems(schema: Any) -> None:
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            problem = operation["responses"]["default"]["content"]["application/problem+json"]
            assert problem["schema"] == {"$ref": "#/components/schemas/Problem"}, path


def test_both_kinds_of_token_are_described(schema: Any) -> None:
    schemes = schema["components"]["securitySchemes"]
    assert {schemes[name]["scheme"] for name in ("personalToken", "courseToken")} == {"bearer"}


def test_our_endpoints_are_in_it(schema: Any) -> None:
    assert {"/api/v1/me/", "/api/v1/courses/", "/api/v1/courses/{course}/people/"} <= set(
        schema["paths"]
    )


def test_the_page_asks_nobody_but_this_site() -> None:
    answer = Client().get("/api/docs/")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "://" not in page
    assert " style=" not in page
    assert "<script>" not in page
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


def test_its_files_are_served() -> None:
    for file in (
        "drf_spectacular_sidecar/swagger-ui-dist/swagger-ui-bundle.js",
        "api/docs.js",
        "api/docs.css",
    ):
        answer = Client().get(f"/static/{file}")
        assert answer.status_code == 200, file
        answer.close()
