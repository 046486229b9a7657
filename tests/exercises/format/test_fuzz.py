"""However a YAML file is broken, the author gets sentences and never a traceback."""

import copy
import json
import random
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from tests.exercises.format.folders import code, numeric, problems

_LIBRARY = Path("exercises/library")
_ODD: list[Any] = [
    None, True, 0, -1, 1e300, "", "x", "[[", "$", [], {}, [[]], {"a": {}}, ["x", 1], {"fr": 1},
    {"fr": "a", "en": "b"}, {"*": "a"}, "n*", "\u202e\ud83d", "9" * 300, {"id": []}, [{}], [None],
]  # fmt: skip


def _samples() -> list[dict[str, bytes]]:
    folders = [_LIBRARY / "parameters/td5-params-simplernn", _LIBRARY / "gradients/td5-jacobian"]
    read = [
        {p.relative_to(f).as_posix(): p.read_bytes() for p in f.rglob("*") if p.is_file()}
        for f in folders
    ]
    return [numeric(), code(), *read]


_SAMPLES = _samples()


def _ways(data: Any, way: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [way] if way else []
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        below = (*way, key)
        found += _ways(value, below) if isinstance(value, dict | list) else [below]
    return found


def _broken(data: Any, rng: random.Random) -> Any:
    """The data with one or a few values replaced, removed, or keys renamed."""
    data = copy.deepcopy(data)
    for _ in range(rng.randint(1, 3)):
        way = rng.choice(_ways(data))
        holder = data
        for step in way[:-1]:
            holder = holder[step]
        if rng.random() < 0.2 and isinstance(holder, dict):
            holder[f"{way[-1]}x"] = holder.pop(way[-1])
        elif rng.random() < 0.2:
            del holder[way[-1]]
        else:
            holder[way[-1]] = copy.deepcopy(rng.choice(_ODD))
        if not isinstance(data, dict | list) or not data:
            break
    return data


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(range(len(_SAMPLES))))
def test_broken_values(rng: random.Random, which: int) -> None:
    files = _SAMPLES[which]
    data = YAML(typ="safe", pure=True).load(files["exercise.yaml"])
    text = json.dumps(_broken(data, rng))
    for problem in problems({**files, "exercise.yaml": text.encode()}):
        assert str(problem)
        assert "format." not in problem.text("fr").partition(": ")[2]


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_broken_text(data: st.DataObject) -> None:
    files = _SAMPLES[data.draw(st.sampled_from([0, 1]))]
    text = files["exercise.yaml"].decode()
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 30)))
    new = text[:start] + data.draw(st.text(max_size=5)) + text[end:]
    found = problems({**files, "exercise.yaml": new.encode("utf-8", "replace")})
    assert all(str(problem) for problem in found)
