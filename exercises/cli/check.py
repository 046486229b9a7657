"""``exercise check FOLDER…``: the publish gate on folders, as a table or as JSON."""

import argparse
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings

from exercises.cli.cache import Cache
from exercises.cli.details import shown
from exercises.cli.engines import engine_for
from exercises.cli.folders import exercise_folders
from exercises.cli.record import Record
from exercises.cli.shown import LANGUAGES, Say, sentence, table
from exercises.format import FormatErrors, Loaded, Problem, load_folder
from graders import gate
from graders.contracts import CheckLine, Report
from graders.engine import Engine

HELP = "Check exercise folders: what is right passes, what is wrong fails."
_MARKS = {True: "ok", False: "FAILED", None: "-"}
_OUTCOMES = {True: "passed", False: "failed", None: "not-run"}


@dataclass(frozen=True)
class Checked:
    """The result for one folder: problems of the format, or the gate's report."""

    folder: Path
    slug: str
    problems: tuple[Problem, ...] = ()
    report: Report | None = None
    cached: bool = False

    @property
    def ok(self) -> bool:
        """Whether the exercise may be published."""
        return self.report is not None and self.report.ok


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Folders and how to show the result."""
    parser.add_argument(
        "folders", nargs="+", metavar="FOLDER", help="exercises, or folders of them"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--no-cache", action="store_true", help="run all, even what passed before")
    parser.add_argument(
        "--record", type=Path, metavar="FILE",
        help="be brief with what passed as it is, says FILE, and note there what passes whole",
    )  # fmt: skip
    parser.add_argument("--whole", action="store_true", help="with --record: be brief with nothing")
    parser.add_argument("--language", choices=LANGUAGES, default="en")


def run(options: dict[str, Any], say: Say) -> int:
    """0 if everything passes, 1 if not. Raises ``Unusable``."""
    folders = exercise_folders(options["folders"])
    language, as_json = options["language"], options["json"]
    cache = None if options["no_cache"] else Cache(settings.VAR / "gate")
    record = Record(options["record"]) if options["record"] else None

    def tell(checked: Checked) -> None:
        if not as_json:
            show(checked, language, say)

    gate_ = Gate(cache, record, whole=options["whole"])
    try:
        results = check_all(folders, gate_, tell)
    finally:
        if record is not None:  # what passed before something broke need not pass again
            record.save()
    passed = sum(checked.ok for checked in results)
    if as_json:
        say(json.dumps(as_data(results, language), ensure_ascii=False, indent=2))
    elif len(results) > 1:
        say(f"{passed} of {len(results)} exercises pass.")
    return 0 if passed == len(results) else 1


class Gate:
    """The publish gate with its memory."""

    def __init__(self, cache: Cache | None, record: Record | None, *, whole: bool = False) -> None:
        self._cache, self._record, self._whole = cache, record, whole

    def kept(self, loaded: Loaded) -> Report | None:
        """The report of an earlier run of the same graders on the same exercise."""
        return self._cache.get(loaded.gate_hash) if self._cache else None

    def check(self, engine: Engine, loaded: Loaded) -> Report:
        """Gate an exercise whole, or briefly if the record knows it."""
        known = self._record is not None and not self._whole and self._record.knows(loaded)
        report = gate.check(engine, loaded.bundle, brief=known)
        if not known:
            self.note(loaded, report)
        return report

    def note(self, loaded: Loaded, report: Report) -> None:
        """Remember what passed whole."""
        if self._cache is not None:
            self._cache.put(loaded.gate_hash, report)
        if self._record is not None and report.ok:
            self._record.note(loaded)


def check_all(folders: list[Path], gate_: Gate, tell: Any = None) -> list[Checked]:
    """Check the folders, some side by side; ``tell`` hears the results in their order."""
    loaded = [_load(folder) for folder in folders]
    kept = {item.slug: gate_.kept(item) for item in loaded if isinstance(item, Loaded)}
    fresh = [item for item in loaded if isinstance(item, Loaded) and kept[item.slug] is None]
    results = []
    with engine_for(fresh) as engine, ThreadPoolExecutor(max_workers=engine.slots) as pool:

        def one(folder: Path, item: Loaded | Checked) -> Checked:
            if isinstance(item, Checked):
                return item
            report = kept[item.slug]
            if report is not None:
                gate_.note(item, report)
                return Checked(folder, item.slug, report=report, cached=True)
            return Checked(folder, item.slug, report=gate_.check(engine, item))

        for checked in pool.map(one, folders, loaded):
            results.append(checked)
            if tell:
                tell(checked)
    return results


def _load(folder: Path) -> Loaded | Checked:
    try:
        return load_folder(folder)
    except FormatErrors as errors:
        return Checked(folder, folder.resolve().name, problems=tuple(errors.problems))


def show(checked: Checked, language: str, say: Say) -> None:
    """Print the result for one folder."""
    state = "ok" if checked.ok else "FAILED"
    seconds = checked.report.cpu_ms / 1000 if checked.report else 0.0
    note = " (kept from an earlier run)" if checked.cached else ""
    say(f"{checked.slug}: {state}, {seconds:.1f} s of CPU{note}")
    for problem in checked.problems:
        say(f"  {checked.folder}/{problem.text(language)}")
    if checked.report is not None:
        rows = [row_of(line, language) for line in checked.report.lines]
        for row in table(rows):
            say(row)
        for line in checked.report.lines:
            for row in shown(line):
                say(row)


def row_of(line: CheckLine, language: str) -> tuple[str, str, str, str]:
    """A line of the report as the cells of a table: state, step, what it is about, words."""
    about = " ".join(word for word in (line.question, line.subject) if word)
    told = " ".join(sentence(message, language) for message in line.messages)
    return "warning" if line.warning else _MARKS[line.ok], line.step, about, told


def as_data(results: list[Checked], language: str) -> dict[str, Any]:
    """The results as JSON: each exercise, and all together."""
    exercises = [_exercise(checked, language) for checked in results]
    parts = [part for exercise in exercises for part in exercise["parts"]]
    return {
        "state": "ready" if all(checked.ok for checked in results) else "refused",
        "score": sum(exercise["score"] for exercise in exercises),
        "max_score": sum(exercise["max_score"] for exercise in exercises),
        "cpu_ms": round(sum(exercise["cpu_ms"] for exercise in exercises), 1),
        "exercises": exercises,
        "parts": parts,
    }


def _exercise(checked: Checked, language: str) -> dict[str, Any]:
    lines = checked.report.lines if checked.report else ()
    parts = [_part(checked.slug, line, language) for line in lines]
    parts += [_problem(checked.slug, problem, language) for problem in checked.problems]
    return {
        "slug": checked.slug,
        "folder": str(checked.folder),
        "state": "ready" if checked.ok else "refused",
        "score": sum(part["outcome"] == "passed" for part in parts),
        "max_score": sum(part["outcome"] != "not-run" for part in parts),
        "cpu_ms": checked.report.cpu_ms if checked.report else 0.0,
        "cached": checked.cached,
        "parts": parts,
    }


def _part(slug: str, line: CheckLine, language: str) -> dict[str, Any]:
    return {
        "exercise": slug,
        "key": line.step,
        "question": line.question,
        "subject": line.subject,
        "outcome": _OUTCOMES[line.ok],
        "warning": line.warning,
        "messages": [sentence(message, language) for message in line.messages],
        "details": list(line.details),
        "cpu_ms": line.cpu_ms,
    }


def _problem(slug: str, problem: Problem, language: str) -> dict[str, Any]:
    return {
        "exercise": slug,
        "key": "schema",
        "question": "",
        "subject": problem.place,
        "outcome": "failed",
        "warning": False,
        "messages": [sentence(problem.said, language)],
        "details": [],
        "cpu_ms": 0.0,
    }
