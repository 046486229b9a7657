"""``exercise tolerance FOLDER``: what the tolerances of a suite let through, and what would do."""

import argparse
import json
from typing import Any

from exercises.cli.details import blocks
from exercises.cli.engines import engine_for
from exercises.cli.folders import load_one
from exercises.cli.shown import LANGUAGES, Say, Unusable, sentence
from exercises.format import Loaded
from graders import variants
from graders.contracts import CheckLine
from graders.engine import Engine, EngineError
from graders.gate.sheet import Sheet
from graders.gate.steps import mutation, references, tolerances
from graders.gate.trial import Trials
from graders.kinds import PROGRAMS
from graders.variants import VariantError

HELP = "Measure the tolerances of code questions: room for honest answers, none for mistakes."
LEGEND = (
    "Deviations as the tolerance that would just accept them: honest, the largest of right"
    " computations; float32, the reference in single precision; mistake, the smallest of the"
    " mutants caught there."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, and which question."""
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument("--question", metavar="ID", help="only this one")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--language", choices=LANGUAGES, default="en")


def run(options: dict[str, Any], say: Say) -> int:
    """0 if honest answers pass and every mutant fails, 1 if not. Raises ``Unusable``."""
    language = options["language"]
    loaded = load_one(options["folder"], language)
    questions = _questions(loaded, options["question"])
    with engine_for([loaded]) as engine:
        lines = {id_: _measured(loaded, engine, id_, language) for id_ in questions}
    if options["json"]:
        say(json.dumps(_as_data(loaded, lines, language), ensure_ascii=False, indent=2))
    else:
        _print(lines, language, say)
    return 0 if all(line.ok for found in lines.values() for line in found) else 1


def _questions(loaded: Loaded, wanted: str | None) -> list[str]:
    found = [q["id"] for q in loaded.definition["questions"] if q["kind"] in PROGRAMS]
    if not found:
        raise Unusable(f"{loaded.slug} has no code question, so it has no tolerances of a suite.")
    if wanted is None:
        return found
    if wanted not in found:
        names = ", ".join(found)
        raise Unusable(f"{loaded.slug} has no code question `{wanted}`. Code questions: {names}.")
    return [wanted]


def _measured(loaded: Loaded, engine: Engine, question: str, language: str) -> list[CheckLine]:
    """The lines of the steps that the tolerances need: reference, mutants, tolerance."""
    sheet = Sheet(lambda _line: None)
    trials = Trials(engine, loaded.bundle, sheet)
    try:
        made = variants.deploy(engine, loaded.bundle)
    except VariantError as error:
        raise Unusable(" ".join(sentence(m, language) for m in error.messages)) from None
    except EngineError as error:
        raise Unusable(f"variant.py failed: {error}") from None
    if not references.run(trials, made, question):
        return [line for line in sheet.lines if line.ok is False]
    fates = mutation.run(trials, made[0], question)
    tolerances.run(trials, made, question, fates)
    return [line for line in sheet.lines if line.step in ("mutants", tolerances.STEP)]


def _print(lines: dict[str, list[CheckLine]], language: str, say: Say) -> None:
    for question, found in lines.items():
        say(f"{question}:")
        for line in found:
            mark = "FAILED" if line.ok is False else "warning" if line.warning else "ok"
            about = f"{line.step} {line.subject}".strip()
            say(f"  {mark}  {about}")
            for message in line.messages:
                say(f"      {sentence(message, language)}")
            for row in blocks(line):
                say(row)
    say(LEGEND)


def _as_data(loaded: Loaded, lines: dict[str, list[CheckLine]], language: str) -> dict[str, Any]:
    return {
        "slug": loaded.slug,
        "questions": [
            {
                "question": question,
                "ok": all(line.ok for line in found),
                "lines": [
                    {
                        "step": line.step, "ok": line.ok, "warning": line.warning,
                        "subject": line.subject, "details": list(line.details),
                        "messages": [sentence(message, language) for message in line.messages],
                    }
                    for line in found
                ],
            }
            for question, found in lines.items()
        ],
    }  # fmt: skip
