"""Checked again on every save: what is quick first, and nothing out of date."""

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from exercises.cli import watch
from graders import gate
from tests.exercises.cli.commands import Ran, exercise, written
from tests.exercises.format.folders import numeric

BROKEN = {"statement.en.md": b"A [[k]].\n\n[[?count]]\n"}
Step = Callable[[], object]


@pytest.fixture(autouse=True)
def _var(settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path / "var"


def watched(monkeypatch: pytest.MonkeyPatch, folder: Path, *saves: Step) -> Ran:
    """Watch the folder; after each check the next save happens, after the last one Ctrl-C."""
    left = list(saves)

    def wait(_folder: Path, _before: watch.State) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop(0)()

    monkeypatch.setattr(watch, "wait", wait)
    return exercise("watch", folder)


def test_each_save_is_checked_and_ctrl_c_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "dense", numeric())
    ran = watched(
        monkeypatch,
        folder,
        lambda: written(folder, BROKEN),
        lambda: written(folder, {"statement.en.md": numeric()["statement.en.md"]}),
    )
    assert (ran.code, ran.err) == (0, "")
    first, second, third = ran.out.split("Waiting for a change. Ctrl-C ends.\n")[:3]
    assert first.index("files are in order") < first.index("self-test") < first.index("dense: ok")
    assert "statement.en.md:1:3: `[[k]]` is not a value" in second
    assert "gate" not in second.lower()
    assert third == "dense: ok, as in an earlier run.\n"


def test_a_save_during_the_gate_starts_it_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "dense", numeric())
    real, checks = gate.check, []

    def saved_meanwhile(engine: Any, bundle: Any, tell: Any) -> Any:
        checks.append(1)
        if len(checks) == 1:
            written(folder, {"statement.fr.md": b"Autre chose, [[n]] et [[m]].\n\n[[?count]]\n"})
        return real(engine, bundle, tell)

    monkeypatch.setattr(gate, "check", saved_meanwhile)
    ran = watched(monkeypatch, folder)
    assert len(checks) == 2
    assert ran.out.count("Waiting for a change") == 1
    assert ran.out.count("dense: ok") == 1


def test_waiting_ends_with_a_change_that_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = written(tmp_path / "dense", numeric())
    before = watch.state_of(folder)
    naps: list[float] = []

    def nap(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 1:
            (folder / ".exercise.yaml.swp").write_text("an editor's own")
        if len(naps) == 3:
            os.utime(folder / "exercise.yaml", ns=(1, 1))

    monkeypatch.setattr("time.sleep", nap)
    watch.wait(folder, before)
    assert len(naps) == 4
    assert watch.state_of(folder) != before


def test_a_folder_that_there_is_not(tmp_path: Path) -> None:
    ran = exercise("watch", tmp_path / "nowhere")
    assert (ran.code, ran.out) == (2, "")
    assert "there is no such folder" in ran.err
