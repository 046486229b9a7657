"""Small exercises and submissions for tests of the sandbox."""

from typing import Any

from graders.bundle import Bundle
from graders.contracts import GradeRequest, Limits, Progress, Verdict
from graders.engine import Engine

SUITE = """
from graders.sdk import check, suite

@suite.test(points=1, title={"fr": "Deux", "en": "Two"})
def first(student, reference, rng):
    x = rng.normal(size=3)
    check.close(student.double(x), reference.double(x), inputs={"x": x})

@suite.test(points=2)
def second(student, reference, rng):
    x = rng.normal(size=(2, 2))
    check.close(student.double(x), reference.double(x))

@suite.test(points=1, visible=False)
def third(student, reference, rng):
    x = rng.normal(size=4)
    check.close(student.double(x), reference.double(x))
"""
REFERENCE = "def double(x):\n    return 2 * x\n"
LIMITS = Limits(cpu=1.0, wall=10.0, memory=192 * 2**20, output=64 * 2**10, processes=16)


def bundle_of(
    suite: str = SUITE, reference: str = REFERENCE, files: dict[str, bytes] | None = None
) -> Bundle:
    """The bundle of one code question called ``q``."""
    return Bundle(
        {
            "code/q/suite.py": suite.encode(),
            "code/q/reference.py": reference.encode(),
            **(files or {}),
        }
    )


def request_of(source: str, **changes: Any) -> GradeRequest:
    """A request to grade ``source``; ``changes`` are fields, or keys of the question."""
    own = {"runtime", "defines", "max", "starter"} & changes.keys()
    question = {"id": "q", "runtime": "numpy", "defines": ["double(x)"], "max": 4000}
    question |= {name: changes.pop(name) for name in own}
    fields: dict[str, Any] = {
        "grading": "g1",
        "token": "t1",
        "kind": "code",
        "question": question,
        "answer": source,
        "seed": 11,
        "hidden_seed": 12,
        "limits": LIMITS,
    }
    return GradeRequest(**(fields | changes))


def grade(engine: Engine, source: str, bundle: Bundle | None = None, **changes: Any) -> Verdict:
    """The engine's verdict on ``source``."""
    return engine.grade(request_of(source, **changes), bundle or bundle_of())


def heard(engine: Engine, source: str, bundle: Bundle | None = None) -> list[Progress]:
    """The progress events while ``source`` is graded."""
    events: list[Progress] = []
    engine.grade(request_of(source), bundle or bundle_of(), events.append)
    return events


def outcomes(verdict: Verdict) -> list[str]:
    """Outcomes of the parts in order."""
    return [part.outcome for part in verdict.parts]


def said(verdict: Verdict) -> set[str]:
    """Ids of all messages of a verdict and its parts."""
    own = {message.id for message in verdict.messages}
    return own | {message.id for part in verdict.parts for message in part.messages}
