"""A derivation of ten lines, judged warm: backpropagation through time of TD5."""

from collections.abc import Iterator

from bench.figures import Figure, median_and_p95, timed
from bench.questions import LIBRARY, answer
from exercises.format import load_folder
from graders.contracts import GradeRequest, Limits
from graders.engine import Engine
from graders.variants import deploy

FOLDER = LIBRARY / "gradients" / "td5-bptt-sum"
QUESTION = "sum"
RUNS = 40
BUDGET = 200


def measure() -> Iterator[Figure]:
    """``verdict.derivation-10``: ten right lines, each draw of the world a new one."""
    bundle = load_folder(FOLDER).bundle
    lines = answer("derivation.txt").splitlines()
    with Engine(slots=1) as engine:
        variant = deploy(engine, bundle)[0]
        seeds = iter(range(1_000_000))

        def verdict() -> None:
            request = GradeRequest(
                grading="bench", token="bench", kind="derivation",
                question=variant.questions[QUESTION], answer=lines, values=variant.values,
                bundle=bundle.hash, seed=variant.seed, hidden_seed=next(seeds), limits=Limits(),
            )  # fmt: skip
            found = engine.grade(request, bundle)
            if found.points != found.max or not found.max:
                raise RuntimeError(f"the right lines got {found.points} of {found.max}: {found}")

        taken = timed(verdict, runs=RUNS)
    yield from median_and_p95("verdict.derivation-10", taken, (BUDGET, None))
