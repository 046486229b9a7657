"""Whose line it was: what an exercise's own code stumbled over, told to its author.

The engine hands on a traceback as text. An author wants the place in the folder, the test and
the exception first, and then the traceback as Python prints it, without the frames of ours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graders.contracts import Json, Message

_FRAME = re.compile(r'^ +File "(?P<file>[^"]+)", line (?P<line>\d+)(?:, in (?P<name>.+))?$')
_RAISED = re.compile(r"^(?P<type>[A-Za-z_][\w.]*)(?:: (?P<text>.*))?$")
_OWN = ("suite.py", "reference.py")
_PROGRAM = "variant.py"
_DATA = "/tmp/data/"  # noqa: S108 (where the sandbox puts the files of data/)
_OURS = re.compile(r"(^|/)graders/")
_JUDGE = {
    "the judge ran out of memory": "fault.judge-memory",
    "the judge used too much CPU": "fault.judge-cpu",
    "the judge hangs": "fault.judge-stuck",
    "the judge ended without a word": "fault.judge-ended",
}
_WHOLE = ("suite-error", "sandbox-error", "lost-worker")
_TEXT = 300


@dataclass(frozen=True)
class Fault:
    """What an author reads: a sentence with the place, and the traceback line by line."""

    said: Message
    traceback: tuple[str, ...] = ()

    @property
    def details(self) -> tuple[dict[str, Json], ...]:
        """The traceback as typed data of a line of the gate."""
        if not self.traceback:
            return ()
        return ({"type": "traceback", "lines": list(self.traceback)},)


@dataclass(frozen=True)
class _Frame:
    file: str
    line: int
    name: str
    shown: tuple[str, ...]


def fault_of(note: Message, question: str) -> Fault:
    """The fault that a message for staff (``sandbox.note``) tells of."""
    text, part = str(note.params.get("text", "")), str(note.params.get("part", ""))
    return fault_in(text, question, test="" if part in _WHOLE else part) or Fault(note)


def fault_in(text: str, question: str = "", test: str = "") -> Fault | None:
    """The fault in the text of a traceback, or of the judge's end; None if it is neither."""
    first = text.partition("\n")[0]
    if first in _JUDGE:
        rest = tuple(text.strip().splitlines()[1:])
        return Fault(Message(_JUDGE[first], {"path": f"code/{question}/suite.py"}), rest)
    frames, raised = _read(text)
    own = [frame for frame in frames if _path(frame.file, question)]
    if not own:
        return _without_place(text, raised, question)
    last = own[-1]
    suite = [frame.name for frame in own if frame.file == "suite.py" and frame.name]
    test = test or next((name for name in suite if name != "<module>"), "")
    where = f"{_path(last.file, question)}:{last.line}"
    params = {"place": where, "why": _why(raised), "test": test}
    shown = tuple(line for frame in frames if not _OURS.search(frame.file) for line in frame.shown)
    said = Message("fault.test" if test else "fault.place", params)
    return Fault(said, (*shown, *raised))


def _without_place(text: str, raised: list[str], question: str) -> Fault | None:
    """A suite that is wrong as a whole has no line; what is ours is shown as it is."""
    if raised and "SuiteError: " in raised[0]:
        params = {"place": f"code/{question}/suite.py", "why": _why(raised)}
        return Fault(Message("fault.place", params))
    if text.startswith("Traceback "):
        return Fault(Message("fault.ours", {"why": _why(raised)}), tuple(text.splitlines()))
    return None


def _read(text: str) -> tuple[list[_Frame], list[str]]:
    """The frames of the last traceback, and the lines of its exception."""
    frames: list[_Frame] = []
    lines = text.rstrip().splitlines()
    raised_at = len(lines)
    for index, line in enumerate(lines):
        if line.startswith("Traceback "):
            frames.clear()  # while handling one exception came another: the last one counts
        match = _FRAME.match(line)
        if match:
            frames.append(
                _Frame(match["file"], int(match["line"]), match["name"] or "",
                       tuple(_with_source(lines[index:])))
            )  # fmt: skip
            raised_at = index + len(frames[-1].shown)
    return frames, [line.removeprefix("graders.sdk.errors.") for line in lines[raised_at:]]


def _with_source(lines: list[str]) -> Iterator[str]:
    """A frame's line and the indented ones below it: the source, and the marks under it."""
    yield lines[0]
    for line in lines[1:]:
        if _FRAME.match(line) or not line.startswith("    "):
            return
        yield line


def _path(file: str, question: str) -> str:
    """Where a file of the traceback lies in the folder; empty for foreign ones."""
    if file in _OWN:
        return f"code/{question}/{file}"
    if file.startswith(_DATA):
        return file.removeprefix(_DATA)
    return file if file == _PROGRAM else ""


def _why(raised: list[str]) -> str:
    """The exception in one line; our own type for a suite that cannot be is not named."""
    match = _RAISED.match(raised[0]) if raised else None
    if match is None:
        return " ".join(raised)[:_TEXT]
    type_, text = match["type"].rpartition(".")[2], (match["text"] or "").strip()
    said = text if type_ == "SuiteError" and text else f"{type_}: {text}" if text else type_
    return said[:_TEXT]
