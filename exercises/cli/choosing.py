"""Which question and which variant a command is about."""

from typing import Any

from exercises.cli.shown import Unusable, sentence
from exercises.format import Loaded
from graders.contracts import MadeVariant
from graders.engine import Engine, EngineError
from graders.faults import fault_in
from graders.variants import VariantError, make, seed_of


def question_of(loaded: Loaded, wanted: str | None) -> dict[str, Any]:
    """The question called ``wanted``, or the only one. Raises ``Unusable``."""
    questions = {q["id"]: q for q in loaded.definition["questions"]}
    if wanted is None and len(questions) == 1:
        return dict(next(iter(questions.values())))
    if wanted in questions:
        return dict(questions[wanted])
    names = ", ".join(questions)
    if wanted is None:
        raise Unusable(f"{loaded.slug} has several questions; choose one by --question: {names}.")
    raise Unusable(f"{loaded.slug} has no question `{wanted}`. Questions: {names}.")


def variant_of(
    loaded: Loaded, engine: Engine, name: str | None, seed: int | None, language: str
) -> MadeVariant:
    """The variant by name, by seed, or the first deployed one. Raises ``Unusable``."""
    fixed = list(loaded.definition["variants"]["fixed"])
    if name is not None and name not in fixed:
        known = ", ".join(fixed) or "none"
        raise Unusable(f"{loaded.slug} has no fixed variant `{name}`. Fixed variants: {known}.")
    if seed is not None and not 0 <= seed < 2**48:
        raise Unusable("A seed is an integer from 0 to 2^48 - 1.")
    if name is None and seed is None and fixed:
        name = fixed[0]
    start = seed if seed is not None else seed_of(loaded.slug, 0)
    try:
        return make(engine, loaded.definition, loaded.bundle, seed=start, name=name or "")
    except VariantError as error:
        raise Unusable(" ".join(sentence(m, language) for m in error.messages)) from None
    except EngineError as error:
        fault = fault_in(str(error))
        told = [sentence(fault.said, language), *fault.traceback] if fault else [str(error)]
        raise Unusable("\n".join(told)) from None
