"""A small exercise as files, to be broken in one place at a time."""

import io
import stat
import zipfile
from collections.abc import Callable

from exercises.format import FormatErrors, Problem, load_files

YAML = """\
format: 1
slug: dense
languages: [fr, en]
title: {fr: Couche, en: Layer}
parameters:
  n: {integer: [20, 90]}
  m: {integer: [5, 15], not: [n]}
let:
  weights: n*m
variants:
  deploy: 4
  fixed: {sheet: {n: 64, m: 10}}
questions:
  - id: count
    kind: numeric
    points: 2.5
    number: integer
    answer: weights + m
    misconceptions:
      - {id: no-bias, value: weights, say: {fr: "Il manque [[m]].", en: "[[m]] are missing."}}
"""
SUITE = """\
from graders.sdk import check, suite


@suite.test(points=1)
def doubles(student, rng):
    check.equal(student.double(3), 6)


@suite.test(points=1)
def negative(student, rng):
    check.equal(student.double(-2), -4)
"""
CODE_YAML = """\
format: 1
slug: double
languages: [en]
title: Doubling
statement: Write `double`.
variants: {deploy: 2}
questions:
  - id: double
    kind: code
    points: 2
    defines: ["double(x)"]
"""


def numeric(**changes: str | None) -> dict[str, bytes]:
    """The numeric exercise; keyword ``exercise`` replaces its YAML, None removes a file."""
    files = {
        "exercise.yaml": YAML,
        "statement.fr.md": "Une couche de [[n]] vers [[m]].\n\n[[?count]]\n",
        "statement.en.md": "A layer from [[n]] to [[m]].\n\n[[?count]]\n",
    }
    return encoded(files, changes)


def code(**changes: str | None) -> dict[str, bytes]:
    """The code exercise; ``code(suite="...")`` replaces ``code/double/suite.py``."""
    files = {
        "exercise.yaml": CODE_YAML,
        "code/double/starter.py": "def double(x):\n    ...\n",
        "code/double/reference.py": "def double(x):\n    return x * 2\n",
        "code/double/suite.py": SUITE,
        "code/double/wrong/absolute.py": "# caught by: negative\ndef double(x):\n"
        "    return abs(x) * 2\n",
    }
    return encoded(files, changes)


def encoded(files: dict[str, str], changes: dict[str, str | None]) -> dict[str, bytes]:
    """Files as bytes, with changes by path or by the last part of one without its suffix."""
    short = {path.rpartition("/")[2].rpartition(".")[0]: path for path in files}
    for name, text in changes.items():
        path = short.get(name, name)
        if text is None:
            files.pop(path)
        else:
            files[path] = text
    return {path: text.encode() for path, text in files.items()}


def edited(old: str, new: str, make: Callable[..., dict[str, bytes]] = numeric) -> dict[str, bytes]:
    """The exercise with one piece of its YAML replaced; the piece must be there."""
    yaml = make()["exercise.yaml"].decode()
    assert old in yaml
    return make(exercise=yaml.replace(old, new))


def problems(files: dict[str, bytes], slug: str | None = None) -> list[Problem]:
    """What is wrong with the files; empty if they load."""
    try:
        load_files(files, slug=slug)
    except FormatErrors as errors:
        return errors.problems
    return []


def told(files: dict[str, bytes], slug: str | None = None) -> list[str]:
    """The same as ``id@file:line``."""
    return [f"{p.said.id.removeprefix('format.')}@{p.file}:{p.line}" for p in problems(files, slug)]


def zipped(files: dict[str, bytes], folder: str = "") -> bytes:
    """A zip of the files, below ``folder`` if there is one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in files.items():
            archive.writestr(f"{folder}/{path}" if folder else path, data)
    return buffer.getvalue()


def member(name: str, mode: int = stat.S_IFREG | 0o644) -> zipfile.ZipInfo:
    """A member with a mode of its own: a link, a device."""
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    return info
