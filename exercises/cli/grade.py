"""``exercise grade FOLDER ANSWER``: one answer in the sandbox, without server or database."""

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

from exercises.cli.choosing import question_of, variant_of
from exercises.cli.engines import engine_for
from exercises.cli.folders import load_one
from exercises.cli.shown import LANGUAGES, Say, Unusable, sentence, table, text
from graders.contracts import CheckLine, MadeVariant, Part
from graders.faults import fault_of
from graders.gate.sheet import Sheet
from graders.gate.trial import Outcome, Trials
from graders.kinds import PROGRAMS

HELP = "Grade one answer as the site would."
MAX_ANSWER = 10 * 2**20
_NAMES_A_FILE = re.compile(r"[\w./ -]+\.(?:py|json|txt|md)")
"""No answer looks like this: a mistyped name must not be graded as the answer itself."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, the answer, and which question of which variant."""
    parser.add_argument("folder", metavar="FOLDER")
    parser.add_argument(
        "answer", metavar="ANSWER", help="a file, - for standard input, or the answer itself"
    )
    parser.add_argument("--question", metavar="ID", help="needed where there are several")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--variant", metavar="NAME", help="a fixed variant")
    which.add_argument("--seed", type=int, metavar="N", help="the variant of this seed")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--language", choices=LANGUAGES, default="en")


def run(options: dict[str, Any], say: Say) -> int:
    """0 when the answer was judged, 1 when the grader failed. Raises ``Unusable``."""
    language = options["language"]
    loaded = load_one(options["folder"], language)
    question = question_of(loaded, options["question"])
    raw = read_answer(options["answer"], question["kind"])
    with engine_for([loaded]) as engine:
        variant = variant_of(loaded, engine, options["variant"], options["seed"], language)
        trials = Trials(engine, loaded.bundle, Sheet(_nobody))
        outcome = trials.answer(variant, question["id"], raw)
    data = as_data(outcome, variant, question, language)
    if options["json"]:
        say(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print(data, say)
    return 1 if data["state"] == "failed" else 0


def _nobody(_line: CheckLine) -> None:
    """A single answer has no report."""


def read_answer(given: str, kind: str) -> Any:
    """The raw answer as the page would send it. Raises ``Unusable``.

    Code is text. For other kinds JSON objects, lists and quoted texts are decoded; anything
    else is the text that a student would type.
    """
    words = _words(given)
    if kind in PROGRAMS:
        return words
    try:
        decoded = json.loads(words)
    except (ValueError, RecursionError):
        decoded = None
    if kind == "table" and not isinstance(decoded, dict):
        raise Unusable(
            "The answer to a table is JSON, cells by row and column, all in double quotes:"
            """ '{"row.column": "7200"}'."""
        )
    return decoded if isinstance(decoded, dict | list | str) else words.strip("\n")


def _words(given: str) -> str:
    try:
        if given == "-":
            data = sys.stdin.buffer.read(MAX_ANSWER + 1)
        elif _is_file(given):
            with Path(given).open("rb") as file:
                data = file.read(MAX_ANSWER + 1)
        elif _NAMES_A_FILE.fullmatch(given):
            raise Unusable(f"{given}: there is no such file.")
        else:
            return given
    except OSError as error:
        raise Unusable(f"{given}: {error.strerror}.") from None
    if len(data) > MAX_ANSWER:
        raise Unusable("The answer is larger than 10 MB.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Unusable(f"{given}: the answer is not UTF-8 text.") from None


def _is_file(given: str) -> bool:
    try:
        return Path(given).is_file()
    except (OSError, ValueError):  # too long for a name, or a NUL: then it is the answer itself
        return False


def as_data(
    outcome: Outcome, variant: MadeVariant, question: dict[str, Any], language: str
) -> dict[str, Any]:
    """The outcome as JSON. Points, not thousandths: this is for people and scripts."""
    verdict = outcome.verdict
    state = outcome.answered
    faults = [fault_of(note, question["id"]) for note in verdict.staff] if verdict else []
    told = [fault.said for fault in faults]
    if verdict is None:
        told = list(outcome.messages)
    elif verdict.fault != "suite-error" or not faults:  # its sentence is for students
        told = [*verdict.messages, *told]
    return {
        "state": state,
        "score": verdict.points / 1000 if verdict else 0,
        "max_score": question["points"] / 1000,
        "counts": verdict.counts if verdict else False,
        "question": question["id"],
        "kind": question["kind"],
        "variant": variant.name,
        "seed": variant.seed,
        "messages": list(dict.fromkeys(sentence(message, language) for message in told)),
        "parts": [_part(part, language) for part in verdict.parts] if verdict else [],
        "traceback": [row for fault in faults for row in fault.traceback],
        "output": verdict.output if verdict else "",
        "cpu_ms": verdict.replay.get("cpu_ms", 0.0) if verdict else 0.0,
    }


def _part(part: Part, language: str) -> dict[str, Any]:
    return {
        "key": part.key,
        "title": text(part.title, language, part.key),
        "outcome": part.outcome,
        "score": part.points / 1000,
        "max_score": part.max / 1000,
        "visible": part.visible,
        "messages": [sentence(message, language) for message in part.messages],
        "raised": _raised(part),
    }


def _raised(part: Part) -> str:
    """What the answer's own exception says, where no test before told it."""
    for detail in part.details:
        if detail.get("type") == "traceback" and "same" not in detail:
            return f"{detail['exception']}: {detail['text']}".removesuffix(": ")
    return ""


def _print(data: dict[str, Any], say: Say) -> None:
    of = f"{data['score']:g} of {data['max_score']:g} points"
    where = data["variant"] or f"seed {data['seed']}"
    say(f"{data['question']} ({where}): {data['state']}, {of}")
    for row in (*data["messages"], *data["traceback"]):
        say(f"  {row}")
    told = set(data["messages"])
    for part in data["parts"]:  # what did not load has no tests: its sentence stands above
        if part["raised"] and set(part["messages"]) <= told:
            say(f"  {part['raised']}")
    rows = [
        (
            part["outcome"],
            f"{part['score']:g}/{part['max_score']:g}",
            part["title"],
            " ".join([*part["messages"], part["raised"]]),
        )
        for part in data["parts"]
        if not part["messages"] or not set(part["messages"]) <= told
    ]
    for line in table(rows):
        say(line)
    if data["output"]:
        say("Printed:")
        say(data["output"].rstrip("\n"))
