"""Variants: values drawn, ``let`` computed, questions prepared; the same from the same seed.

A draw in which values meet that must be told apart (``DegenerateVariant``) is drawn again,
a bounded number of times. Deployed are first the fixed variants in their order, then drawn
ones, no two with the same values as long as there are enough.
"""

import hashlib
import random
from collections.abc import Mapping
from fractions import Fraction
from typing import Any, Protocol

import msgspec

from graders.bundle import Bundle
from graders.contracts import Json, MadeVariant, Message
from graders.draws import DrawError, draw_all
from graders.gaps.preparing import formulas_alone
from graders.kinds import PROGRAMS, REGISTRY
from graders.kinds.base import DegenerateVariant, QuestionError
from graders.maths.errors import ExpressionError
from graders.maths.scalar import evaluate, names_in

REDRAWS = 60
"""Draws of one variant before the exercise is said to be degenerate."""
REPEATS = 40
"""Draws that repeat earlier values before the space is taken to be used up."""
PROGRAM = "variant.py"
_COMMON = ("id", "kind", "points", "uses")


class Generator(Protocol):
    """What runs ``variant.py``: the engine."""

    def generate(self, bundle: Bundle, seed: int) -> dict[str, Json]:
        """Values from the folder's own program, in the sandbox."""

    def prepare(self, bundle: Bundle, question: dict[str, Any]) -> dict[str, Any]:
        """``declared`` and ``problems`` of a question answered in mathematics."""


class VariantError(Exception):
    """A variant cannot be made; ``messages`` say why, for the author."""

    def __init__(self, *messages: Message) -> None:
        super().__init__(", ".join(f"{m.id} {m.params}" for m in messages))
        self.messages = messages


class FormulaError(Exception):
    """The formula ``name`` of ``let`` has no value; ``said`` tells why."""

    def __init__(
        self, name: str, formula: str, error: ExpressionError, names: Mapping[str, Any]
    ) -> None:
        super().__init__(f"{name}: {error.message}")
        params = {"name": name, "formula": formula, "why": _nested(error.said)}
        used = {used: names[used] for used in sorted(_names(formula)) if used in names}
        if used:
            values = ", ".join(f"{key} = {_plain(value)}" for key, value in used.items())
            self.said = Message("gate.formula-with", {**params, "values": values})
        else:
            self.said = Message("gate.formula", params)


def _names(formula: str) -> set[str]:
    try:
        return names_in(formula)
    except ExpressionError:  # it cannot even be read
        return set()


def seed_of(slug: str, index: int) -> int:
    """The seed of the ``index``-th deployed variant: below 2**48, so that JSON keeps it."""
    return int.from_bytes(hashlib.sha256(f"{slug}:{index}".encode()).digest()[:6])


def make(
    engine: Generator,
    definition: Mapping[str, Any],
    bundle: Bundle,
    *,
    seed: int,
    name: str = "",
) -> MadeVariant:
    """The variant of ``seed``, or the fixed one called ``name``.

    Raises ``VariantError`` when no draw tells all values apart, naming two that meet.
    """
    last: Message | None = None
    for attempt in range(1 if name else REDRAWS):
        rng = random.Random(f"{seed}:{attempt}")
        try:
            drawn = _drawn(engine, definition, bundle, rng, seed=seed, attempt=attempt, name=name)
            values = {**drawn, **computed(definition["let"], drawn)}
            questions = _prepared(engine, definition, bundle, values, rng)
        except DegenerateVariant as error:
            last = _reason(error)
        except DrawError as error:
            last = Message("gate.draw", {"name": error.name})
        except FormulaError as error:
            last = error.said
        else:
            return MadeVariant(name, seed, _plain(values), questions)
    raise VariantError(
        Message("gate.degenerate", {"variant": name or str(seed), "why": _nested(last)})
    )


def _reason(error: DegenerateVariant) -> Message:
    """Which values meet, as the kind says it."""
    return error.messages[0] if error.messages else Message("gate.meet", {"what": str(error)})


def _nested(message: Message | None) -> dict[str, Json]:
    """A message as a parameter of another one."""
    return {"id": message.id, "params": message.params} if message else {"*": ""}


def _drawn(
    engine: Generator,
    definition: Mapping[str, Any],
    bundle: Bundle,
    rng: random.Random,
    *,
    seed: int,
    attempt: int,
    name: str,
) -> dict[str, Json]:
    fixed = definition["variants"]["fixed"].get(name, {}) if name else {}
    if PROGRAM not in bundle.files:
        return dict(fixed) if name else draw_all(definition["parameters"], rng)
    again = f"{seed}:{attempt}" if attempt else ""
    own = seed if not again else seed_of(again, attempt)
    return {**engine.generate(bundle, own), **fixed}


def computed(let: Mapping[str, str], drawn: Mapping[str, Json]) -> dict[str, Any]:
    """The values of ``let``, exact where possible. Raises ``FormulaError``."""
    names = dict(drawn)
    for name, formula in let.items():
        try:
            names[name] = evaluate(formula, names)
        except ExpressionError as error:
            raise FormulaError(name, formula, error, names) from error
    return {name: names[name] for name in let}


def _prepared(
    engine: Generator,
    definition: Mapping[str, Any],
    bundle: Bundle,
    values: Mapping[str, Any],
    rng: random.Random,
) -> dict[str, dict[str, Json]]:
    prepared: dict[str, dict[str, Json]] = {}
    salt = rng.random()
    for question in definition["questions"]:
        # a generator of its own: a question added or changed does not disturb the others
        own = random.Random(f"{salt}:{question['id']}")
        try:
            made = REGISTRY[question["kind"]].variant(question, values, own)
        except QuestionError as error:
            raise VariantError(*error.messages) from error
        if "world" in made:
            asked = formulas_alone(made) if "gaps" in made else made
            made = {**made, "declared": _declared(engine, bundle, asked)}
        # what every layer above relies on, whatever a kind keeps
        common = {key: question[key] for key in _COMMON if key in question}
        prepared[question["id"]] = _plain({**common, **made})
    return prepared


def _declared(engine: Generator, bundle: Bundle, made: dict[str, Any]) -> Json:
    """What the question's world declares. Raises ``VariantError`` where it has to be mended."""
    found = engine.prepare(bundle, made)
    if found["problems"]:
        raise VariantError(
            *(
                Message("question.maths", {"why": problem["why"], "path": list(problem["path"])})
                for problem in found["problems"]
            )
        )
    return found["declared"]


def _plain(value: Any) -> Any:
    """Exact fractions as JSON numbers, everything else as it is."""
    if isinstance(value, Fraction):
        return int(value) if value.denominator == 1 else float(value)
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value


def deploy(engine: Generator, bundle: Bundle) -> list[MadeVariant]:
    """The variants that students get. Raises ``VariantError``.

    Fewer than asked for when there are not so many different ones.
    """
    definition: dict[str, Any] = bundle.definition
    slug, wanted = definition["slug"], definition["variants"]["deploy"]
    made = [
        make(engine, definition, bundle, seed=seed_of(slug, index), name=name)
        for index, name in enumerate(definition["variants"]["fixed"])
    ]
    values = {_key(variant.values) for variant in made}
    whole = {_key(variant.questions) for variant in made}
    repeats, index = 0, len(made)
    while len(made) < wanted and repeats < 2 * REPEATS:
        variant = make(engine, definition, bundle, seed=seed_of(slug, index))
        index += 1
        if _key(variant.values) in values:
            repeats += 1
            # values used up: what differs in the order of its options, or in the inputs of
            # its tests, is a variant too
            fresh = _seeds_matter(definition) or _key(variant.questions) not in whole
            if (_draws(definition, bundle) and repeats < REPEATS) or not fresh:
                continue
        values.add(_key(variant.values))
        whole.add(_key(variant.questions))
        made.append(variant)
    return made


def _draws(definition: Mapping[str, Any], bundle: Bundle) -> bool:
    """Whether there are values to draw at all."""
    return bool(definition["parameters"]) or PROGRAM in bundle.files


def _key(data: Any) -> bytes:
    return msgspec.json.encode(data, order="sorted")


def _seeds_matter(definition: Mapping[str, Any]) -> bool:
    """Whether two variants of the same values differ: code is tested on inputs of the seed."""
    return any(question["kind"] in PROGRAMS for question in definition["questions"])
