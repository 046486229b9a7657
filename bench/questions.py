"""The question that is measured: the Jacobian of a sigmoid layer, ten tests."""

from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from exercises.format import load_folder
from graders.bundle import DEFINITION, Bundle
from graders.contracts import GradeRequest, Limits, MadeVariant
from graders.engine import Engine
from graders.variants import deploy

HERE = Path(__file__).parent
LIBRARY = HERE.parent / "exercises" / "library"
FOLDER = LIBRARY / "gradients" / "jacobian-sigmoid-layer"
QUESTION = "jacobian"


@dataclass(frozen=True)
class Question:
    """A bundle, a variant of it and a right answer."""

    bundle: Bundle
    variant: MadeVariant
    answer: str

    def request(self) -> GradeRequest:
        """Grade the right answer."""
        return GradeRequest(
            grading="bench",
            token="bench",
            kind="code",
            question=self.variant.questions[QUESTION],
            answer=self.answer,
            values=self.variant.values,
            bundle=self.bundle.hash,
            seed=self.variant.seed,
            hidden_seed=1,
            limits=Limits(),
        )

    def verdict(self, engine: Engine) -> None:
        """One verdict; full marks, or the measurement means nothing."""
        verdict = engine.grade(self.request(), self.bundle)
        if verdict.points != verdict.max or not verdict.max:
            raise RuntimeError(f"the right answer got {verdict.points} of {verdict.max}: {verdict}")


def torch_question(engine: Engine) -> Question:
    """The bundled exercise, answered with autograd."""
    bundle = load_folder(FOLDER).bundle
    return Question(bundle, deploy(engine, bundle)[0], answer("autograd.py"))


def numpy_question(engine: Engine) -> Question:
    """The same ten tests with their truth from NumPy, in the runtime without PyTorch."""
    bundle = load_folder(FOLDER).bundle
    definition = msgspec.json.decode(bundle.files[DEFINITION])
    definition["questions"][0]["runtime"] = "numpy"
    files = {
        **bundle.files,
        DEFINITION: msgspec.json.encode(definition),
        f"code/{QUESTION}/suite.py": _without_torch(bundle.text(f"code/{QUESTION}/suite.py")),
    }
    light = Bundle(files)
    return Question(light, deploy(engine, light)[0], answer("closed_form.py"))


def with_answer(question: Question, name: str) -> Question:
    """The same question, answered by another file of ``answers/``."""
    return replace(question, answer=answer(name))


def answer(name: str) -> str:
    """An answer."""
    return (HERE / "answers" / name).read_text(encoding="utf-8")


def _without_torch(suite: str) -> bytes:
    start = suite.index("def autograd(A, v):")
    end = suite.index("def agrees(")
    closed = (
        "def autograd(A, v):\n"
        "    u = 1 / (1 + np.exp(-np.clip(A @ v, -700, 700)))\n"
        "    return (u * (1 - u))[:, None] * A\n\n\n"
    )
    return (suite[:start] + closed + suite[end:]).replace("import torch\n", "").encode()
