"""YAML 1.2 to plain data, remembering where every key and value stands.

The nodes of ruamel.yaml are read, not its objects: each carries its place, a repeated key is
seen, and nothing is ever constructed by a tag. Aliases are unfolded under a limit.
"""

import math
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import CollectionEndEvent, CollectionStartEvent, Event
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from exercises.format.bounds import MAX_NESTING, MAX_NODES
from exercises.format.problems import Notes, Problem
from exercises.format.yaml_faults import told

Path = tuple[str | int, ...]
Place = tuple[int, int]
_TRUTH = {"true": True, "false": False}


@dataclass
class Tree:
    """Plain data and the places of its values and keys, counted from 1."""

    file: str
    data: Any = None
    values: dict[Path, Place] = field(default_factory=dict)
    keys: dict[Path, Place] = field(default_factory=dict)

    def at(self, path: Path) -> Place:
        """Where the value at ``path`` stands, or the nearest value around it."""
        for end in range(len(path), -1, -1):
            if path[:end] in self.values:
                return self.values[path[:end]]
        return (1, 1)

    def key_at(self, path: Path) -> Place:
        """Where the key that ends ``path`` stands, or the value."""
        return self.keys.get(path) or self.at(path)


def read(file: str, data: bytes, notes: Notes) -> Tree | None:
    """Read one document. What is wrong goes to ``notes``; None if nothing could be read."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        notes.add(file, (0, 0), "not-utf8")
        return None
    try:
        events = _events(text)
        if events is None:
            notes.add(file, (0, 0), "yaml-too-much", most=MAX_NODES)
            return None
        yaml = YAML(typ="safe", pure=True)
        yaml.Parser = partial(_Replay, events)
        node = yaml.composer.get_single_node()
    except MarkedYAMLError as error:
        at, why = told(error)
        notes.problems.append(Problem(file, *at, why))
        return None
    except (YAMLError, RecursionError, ValueError) as error:
        notes.add(file, (0, 0), "not-yaml", why=type(error).__name__)
        return None
    if node is None:
        notes.add(file, (0, 0), "empty-file")
        return None
    return _Reader(file, notes).tree(node)


def _events(text: str) -> list[Event] | None:
    """The document as the parser sees it; None if there are too many values or levels.

    Seen before nodes are made of it, as deep nesting is slow to compose.
    """
    depth = 0
    found: list[Event] = []
    for event in YAML(typ="safe", pure=True).parse(text):
        if isinstance(event, CollectionStartEvent):
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        if depth > MAX_NESTING or len(found) > 2 * MAX_NODES:
            return None
        found.append(event)
    return found


class _Replay:
    """A parser that has parsed already: the text is read once."""

    def __init__(self, events: list[Event], *, loader: YAML) -> None:
        self._events = deque(events)

    def check_event(self, *choices: type[Event]) -> bool:
        """Whether the next event is one of these."""
        return bool(self._events) and (not choices or isinstance(self._events[0], choices))

    def peek_event(self) -> Event:
        """The next event."""
        return self._events[0]

    def get_event(self) -> Event:
        """The next event, taken."""
        return self._events.popleft()


class _TooMuch(Exception):
    """The document unfolds to too many values, or nests too deeply."""


class _Reader:
    def __init__(self, file: str, notes: Notes) -> None:
        self.notes = notes
        self.found = Tree(file)
        self.count = 0

    def tree(self, node: Node) -> Tree | None:
        try:
            self.found.data = self.value(node, ())
        except _TooMuch:
            self.note(node, "yaml-too-much", most=MAX_NODES)
            return None
        return self.found

    def note(self, node: Node, id_: str, **params: Any) -> None:
        self.notes.add(self.found.file, _place(node), id_, **params)

    def value(self, node: Node, path: Path) -> Any:
        self.count += 1
        if self.count > MAX_NODES or len(path) > MAX_NESTING:
            raise _TooMuch
        self.found.values[path] = _place(node)
        if isinstance(node, MappingNode):
            return dict(self.entries(node, path))
        if isinstance(node, SequenceNode):
            return [self.value(item, (*path, index)) for index, item in enumerate(node.value)]
        return self.scalar(node) if isinstance(node, ScalarNode) else None

    def entries(self, node: MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        seen: set[str] = set()
        for key_node, value_node in node.value:
            if not isinstance(key_node, ScalarNode):
                self.note(key_node, "odd-key")
                continue
            key = _words(key_node.value)
            if key in seen:
                self.note(key_node, "key-twice", key=key)
                continue
            seen.add(key)
            self.found.keys[(*path, key)] = _place(key_node)
            yield key, self.value(value_node, (*path, key))

    def scalar(self, node: ScalarNode) -> Any:
        text = _words(node.value)
        kind = str(node.tag).rpartition(":")[2] if node.tag is not None else "str"
        if kind == "null":
            return None
        if kind == "bool":
            return _TRUTH[text.lower()]
        if kind == "int":
            return self.integer(node, text)
        if kind == "float":
            return self.real(node, text)
        if kind not in ("str", "timestamp", "value"):
            self.note(node, "odd-tag", tag=str(node.tag))
        return text

    def integer(self, node: ScalarNode, text: str) -> int | str:
        if len(text) > 400:
            self.note(node, "number-too-long")
            return 0
        plain = text.replace("_", "")
        try:
            return int(plain, 0)
        except ValueError:
            return int(plain)  # 012: twelve in YAML 1.2

    def real(self, node: ScalarNode, text: str) -> float:
        value = float(text.replace("_", "").replace(".inf", "inf").replace(".nan", "nan").lower())
        if not math.isfinite(value):
            self.note(node, "not-finite", text=text)
            return 0.0
        return value


def _place(node: Node) -> Place:
    return (node.start_mark.line + 1, node.start_mark.column + 1)


def _words(value: object) -> str:
    r"""Text that UTF-8 can hold: the halves that ``"\ud83d\ude00"`` gives are joined."""
    text = str(value)
    if text.isascii() or not any("\ud800" <= sign <= "\udfff" for sign in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
