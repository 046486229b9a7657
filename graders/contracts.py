"""The contract between Gradus and its graders: frozen, versioned, JSON both ways.

Everything that crosses the queue is one of these types. A verdict comes from a
process that ran foreign code, so decoding is strict: unknown fields, wrong types
and a foreign contract number raise ``msgspec.ValidationError``.

Points are integers in thousandths. Texts are never sentences but ``Message``:
an id of a catalogue (``graders.messages``) and plain parameters.
"""

from typing import Annotated, Any, Literal, TypeVar

import msgspec

CONTRACT = 1
MAX_PARTS = 500

Json = Any  # what json.loads can give; checked where it is used
Localized = dict[str, str]
"""A text by language code; ``{"*": text}`` when one text serves every language."""

Outcome = Literal[
    "passed", "partial", "failed", "error", "refused", "crashed",
    "time", "memory", "processes", "output", "not-run",
]  # fmt: skip
Answered = Literal["graded", "not-runnable", "malformed", "ask", "undecided", "awaiting-person"]
Fault = Literal["suite-error", "sandbox-error", "lost-worker"]

Milli = Annotated[int, msgspec.Meta(ge=0, le=10**9)]
Key = Annotated[str, msgspec.Meta(min_length=1, max_length=200)]


class Frozen(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Base of every contract type: immutable, refuses fields it does not know."""


class Message(Frozen, frozen=True):
    """A sentence to render in the reader's language: catalogue id and parameters."""

    id: Key
    params: dict[str, Json] = {}


class Part(Frozen, frozen=True):
    """One row of a verdict: a test of a suite, a cell of a table, an option.

    ``details`` are typed data that the page draws: each has a ``type`` such as
    ``matrices``, ``inputs``, ``traceback``.
    """

    key: Key
    outcome: Outcome
    points: Milli
    max: Milli
    title: Localized = {}
    visible: bool = True
    messages: tuple[Message, ...] = ()
    details: tuple[dict[str, Json], ...] = ()
    cpu_ms: float = 0.0


class Limits(Frozen, frozen=True):
    """What one submission may use: CPU and wall seconds, bytes, processes."""

    cpu: float = 5.0
    wall: float = 15.0
    memory: int = 512 * 2**20
    output: int = 256 * 2**10
    processes: int = 64


class GradeRequest(Frozen, tag="grade", frozen=True):
    """All a grader needs to grade one answer to one question of one variant."""

    grading: Key
    token: Key
    kind: Key
    question: dict[str, Json]
    """The question as prepared for the variant (``Kind.variant``)."""
    answer: Json
    values: dict[str, Json] = {}
    """Parameters and ``let`` values of the variant."""
    uses: dict[str, Json] = {}
    """The student's latest answers to the questions that this one uses."""
    bundle: str = ""
    """SHA-256 of the exercise bundle, empty where the kind needs no files."""
    seed: int = 0
    """Seed of visible tests: the variant's."""
    hidden_seed: int = 0
    """Seed of hidden tests: secret, stored with the submission."""
    limits: Limits = Limits()
    measure: bool = False
    """Each part tells how near its checks came: for the publish gate, never for a student."""
    visible_only: bool = False
    """A free run: the visible tests alone, and nothing is worth anything."""
    contract: int = CONTRACT


class CheckRequest(Frozen, tag="check", frozen=True):
    """Run the publish gate on a bundle and make its deployed variants."""

    check: Key
    token: Key
    bundle: str
    contract: int = CONTRACT


class Verdict(Frozen, tag="verdict", frozen=True):
    """The result of one grading. Only ``state == "graded"`` gives points.

    ``counts`` says whether a try is used: what cannot be read, run or decided is free.
    ``staff`` are messages for the teacher only; ``output`` is what the code printed.
    """

    grading: Key
    token: Key
    state: Literal["graded", "failed"]
    points: Milli = 0
    max: Milli = 0
    answered: Answered = "graded"
    counts: bool = True
    fault: Fault | None = None
    parts: Annotated[tuple[Part, ...], msgspec.Meta(max_length=MAX_PARTS)] = ()
    messages: tuple[Message, ...] = ()
    staff: tuple[Message, ...] = ()
    output: str = ""
    replay: dict[str, Json] = {}
    contract: int = CONTRACT


class Progress(Frozen, tag="progress", frozen=True):
    """A part is done (``part``) or the list of parts to come is known (``expected``)."""

    grading: Key
    token: Key
    part: Part | None = None
    expected: tuple[tuple[str, Localized], ...] = ()


class MadeVariant(Frozen, frozen=True):
    """One variant: ``name`` of a fixed one or empty; the seed; values; prepared questions."""

    name: str
    seed: int
    values: dict[str, Json]
    questions: dict[str, dict[str, Json]]


class CheckLine(Frozen, frozen=True):
    """One line of the gate's report. ``ok is None``: not applicable.

    ``warning``: it does not block, but its author should look. ``details`` are typed data as
    in a part: ``diff``, ``tolerances``, ``traceback``.
    """

    step: Key
    ok: bool | None
    question: str = ""
    subject: str = ""
    messages: tuple[Message, ...] = ()
    cpu_ms: float = 0.0
    warning: bool = False
    details: tuple[dict[str, Json], ...] = ()


class Report(Frozen, tag="report", frozen=True):
    """The gate's report and the deployed variants it made."""

    check: Key
    token: Key
    ok: bool
    lines: tuple[CheckLine, ...] = ()
    variants: tuple[MadeVariant, ...] = ()
    cpu_ms: float = 0.0
    contract: int = CONTRACT


Request = GradeRequest | CheckRequest
Reply = Verdict | Report
_T = TypeVar("_T", GradeRequest, CheckRequest, Verdict, Report, Request, Reply)


def encode(value: Frozen) -> str:
    """Serialise to JSON text."""
    return msgspec.json.encode(value).decode()


def _supported(value: _T) -> _T:
    if value.contract != CONTRACT:
        raise msgspec.ValidationError(f"contract {value.contract} is not {CONTRACT}")
    return value


def decode_request(text: str | bytes) -> Request:
    """Read a request. Raises ``msgspec.ValidationError`` (a ``ValueError``)."""
    value: Request = msgspec.json.decode(text, type=Request)
    return _supported(value)


def decode_reply(text: str | bytes) -> Reply:
    """Read a verdict or a report. Raises ``msgspec.ValidationError``."""
    value: Reply = msgspec.json.decode(text, type=Reply)
    return _supported(value)


def decode_progress(text: str | bytes) -> Progress:
    """Read a progress event. Raises ``msgspec.ValidationError``."""
    return msgspec.json.decode(text, type=Progress)
