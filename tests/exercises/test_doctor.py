"""``manage.py doctor`` tells people and programs what is missing."""

import json
from io import StringIO

import pytest
from django.core.management import call_command

from exercises import wire
from exercises.management.commands import doctor
from graders.sandbox.doctor import Line

WELL = [Line("bubblewrap", True, "0.8.0"), Line("cgroups", None, "reduced", "run it as root")]
ILL = [*WELL, Line("runtimes", False, "torch: not installed", "make setup")]


def _said(*arguments: str) -> str:
    out = StringIO()
    call_command("doctor", *arguments, stdout=out)
    return out.getvalue()


def test_all_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "diagnose", lambda: list(WELL))
    said = _said()
    assert "ok       bubblewrap" in said
    assert "reduced  cgroups" in said
    assert "→ run it as root" in said


def test_what_is_missing_comes_with_its_remedy(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "diagnose", lambda: list(ILL))
    with pytest.raises(SystemExit) as end:
        call_command("doctor")
    assert end.value.code == 1
    assert "MISSING  runtimes         torch: not installed" in capsys.readouterr().out


def test_programs_get_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "diagnose", lambda: list(WELL))
    said = json.loads(_said("--json"))
    assert said["ok"] is True
    assert [line["name"] for line in said["lines"]] == ["bubblewrap", "cgroups"]


@pytest.mark.django_db
def test_without_a_broker_there_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "diagnose", lambda: list(WELL))
    monkeypatch.setattr(wire, "graders", list)
    with pytest.raises(SystemExit):
        call_command("doctor", "--all")
    said = capsys.readouterr().out
    assert "database         " in said
    assert "none announces itself" in said
