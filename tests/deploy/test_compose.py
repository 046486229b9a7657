"""The many-machine form: secrets where they are needed, a grader that can serve."""

import re
from typing import Any

import pytest
from ruamel.yaml import YAML

from tests.guards.tree import ROOT

SECRETS = {"SECRET_KEY", "DATABASE_URL", "POSTGRES_PASSWORD"}


@pytest.fixture(scope="module")
def services() -> dict[str, Any]:
    text = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
    found = YAML(typ="safe").load(text)
    assert set(found["networks"]) == {"front", "data", "wire"}
    return dict(found["services"])


def test_every_process_is_there_once(services: dict[str, Any]) -> None:
    said = {name: str(service.get("command", "")) for name, service in services.items()}
    assert "config.asgi" in said["web"]
    assert [name for name in said if "beat" in said[name]] == ["beat"]
    queues = {name: re.findall(r"-Q (\w+)", said[name]) for name in said}
    assert [queues[name] for name in ("worker", "verdicts", "grader")] == [
        ["default"],
        ["verdicts"],
        ["grading"],
    ]
    assert all("@%h" in said[name] for name in ("worker", "verdicts", "grader")), "may be scaled"


def test_a_grader_knows_the_broker_and_nothing_else(services: dict[str, Any]) -> None:
    grader = services["grader"]
    assert set(grader["environment"]) == {"PYTHONPATH", "GRADUS_SANDBOX", "REDIS_URL"}
    assert grader["environment"]["GRADUS_SANDBOX"] == "strict"
    assert grader["networks"] == ["wire"]
    assert not SECRETS & set(grader["environment"])
    assert "volumes" not in grader
    assert "ports" not in grader


def test_a_grader_may_divide_its_group_and_is_not_privileged(services: dict[str, Any]) -> None:
    grader = services["grader"]
    options = dict(re.split("[=:]", option) for option in grader["security_opt"])
    assert (ROOT / options["seccomp"]).is_file()
    assert options["writable-cgroups"] == options["no-new-privileges"] == "true"
    assert grader["cgroup"] == "private"
    assert grader["entrypoint"] == ["/gradus/deploy/grader"]
    assert grader["cap_drop"] == ["ALL"]
    assert set(grader["cap_add"]) == {"CHOWN", "SETUID", "SETGID", "SETPCAP"}
    assert "privileged" not in grader
    assert grader["read_only"]


def test_nobody_else_gets_what_only_a_grader_needs(services: dict[str, Any]) -> None:
    others = {name: service for name, service in services.items() if name != "grader"}
    assert [
        name for name in others if {"security_opt", "cap_add", "user"} & set(others[name])
    ] == []
    inside = {name for name, s in others.items() if "ports" in s}
    assert inside == {"web"}
