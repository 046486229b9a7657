"""What students read of each planted wrong solution: right diagnoses, none, wrong ones.

``python -m bench.diagnosis`` prints the table. What is right stands in ``answers/diagnoses/``,
a file for each folder of the library; a diagnosis that is not named there is a wrong one. A
diagnosis is the name of one of graders/sdk/diagnosis, or the sentence of the exercise's own
mistake in English. ``[]`` where no mistake that is tried can be told: the tests that a student
sees do not fail, fail by an exception or in shape, or several mistakes were made.
"""

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ruamel.yaml import YAML

from bench.questions import HERE, LIBRARY
from exercises.format import load_folder
from graders.contracts import GradeRequest, Limits, Message
from graders.engine import Engine
from graders.messages import render
from graders.variants import deploy

TRUTH = HERE / "answers" / "diagnoses"
NAMED = "diagnosis."
VARIANTS = 2


@dataclass(frozen=True)
class Found:
    """A planted solution: the diagnoses that its student reads, and those that are right."""

    exercise: str
    wrong: str
    said: frozenset[str]
    right: frozenset[str]

    @property
    def mark(self) -> str:
        """``wrong`` if anything untrue is said, ``right`` if something true is, else ``none``."""
        if self.said - self.right:
            return "wrong"
        return "right" if self.said else "none"


def truth() -> dict[str, dict[str, list[str]]]:
    """By exercise and planted solution, the diagnoses that are right; empty: none can be."""
    found: dict[str, dict[str, list[str]]] = {}
    for path in sorted(TRUTH.glob("*.yaml")):
        found |= YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8"))
    return found


def exercises() -> list[Path]:
    """The folders of the library that plant wrong programs."""
    return sorted({path.parents[3] for path in LIBRARY.glob("*/*/code/*/wrong/*.py")})


def measure(engine: Engine, folders: Iterable[Path], variants: int = VARIANTS) -> Iterator[Found]:
    """Grade every planted solution of these folders as a student's, on so many variants."""
    known = truth()
    for folder in folders:
        bundle = load_folder(folder).bundle
        made = deploy(engine, bundle)[:variants]
        for path in sorted(p for p in bundle.files if "/wrong/" in p):
            said: set[str] = set()
            for variant in made:
                # like the gate's: one of them may be the given code, which a student may not send
                question = {**variant.questions[path.split("/")[1]], "starter": ""}
                request = GradeRequest(
                    grading="bench", token="bench", kind="code", question=question,
                    answer=bundle.text(path), values=variant.values, bundle=bundle.hash,
                    seed=variant.seed, hidden_seed=1, limits=Limits(**question["limits"]),
                )  # fmt: skip
                parts = engine.grade(request, bundle).parts
                said |= {name for part in parts for m in part.messages if (name := named(m))}
            wrong = path.rpartition("/")[2].removesuffix(".py")
            right = frozenset(known.get(folder.name, {}).get(wrong, ()))
            yield Found(folder.name, wrong, frozenset(said), right)


def named(message: Message) -> str:
    """The name of a diagnosis; empty for any other sentence. An author's own is its words."""
    if message.params.get("diagnosis"):
        return render(message, "en")
    return message.id.removeprefix(NAMED) if message.id.startswith(NAMED) else ""


def main() -> int:
    """Print the table; 1 if there is a wrong diagnosis."""
    with Engine(slots=2) as engine:
        found = list(measure(engine, exercises()))
    for one in found:
        print(f"{one.mark:6} {one.exercise:24} {one.wrong:28} {'; '.join(sorted(one.said))}")
    marks = [one.mark for one in found]
    counts = {mark: marks.count(mark) for mark in ("right", "none", "wrong")}
    told = ", ".join(f"{count} {mark}" for mark, count in counts.items())
    print(f"{len(found)} planted wrong solutions: {told}")
    return 1 if counts["wrong"] else 0


if __name__ == "__main__":
    sys.exit(main())
