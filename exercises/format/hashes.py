"""Two names for a state of an exercise, and one for what the publish gate looks at.

*content*: everything. *grading*: only what can change a verdict, so that a mended typo
offers no regrade. *gate*: what can change the gate's report: also the planted wrong
solutions, the starter and the cases.
"""

import copy
import hashlib
import json
import re
from typing import Any

from exercises.format.marked import at as value_at
from exercises.format.marked import marked

_COSMETIC = (
    "title",
    "statement",
    "solution",
    "source",
    "topics",
    "difficulty",
    "minutes",
    "languages",
)
_GATE_ONLY = ("starter_score", "dismiss", "starter", "precision", "svg")
_VERDICT_FILES = re.compile(r"code/[^/]+/(reference|suite)\.py|data/.+|variant\.py|world\.py")
_GATE_FILES = re.compile(r"code/.+|data/.+|variant\.py|world\.py|cases\.yaml")


def content_hash(files: dict[str, bytes], definition: dict[str, Any]) -> str:
    """SHA-256 over all files and the definition made of them."""
    return _digest({"definition": definition}, files)


def grading_hash(files: dict[str, bytes], definition: dict[str, Any]) -> str:
    """SHA-256 over what can change a verdict or a variant."""
    bare = _bare(definition)
    bare.pop("cases", None)
    for question in bare["questions"]:
        for key in _GATE_ONLY:
            question.pop(key, None)
    return _digest(bare, {p: d for p, d in files.items() if _VERDICT_FILES.fullmatch(p)})


def gate_hash(files: dict[str, bytes], definition: dict[str, Any]) -> str:
    """SHA-256 over what can change the publish gate's report."""
    bare = _bare(definition)
    return _digest(bare, {p: d for p, d in files.items() if _GATE_FILES.fullmatch(p)})


def _bare(definition: dict[str, Any]) -> dict[str, Any]:
    """The definition without any text for people."""
    bare = copy.deepcopy(definition)
    for path in sorted(marked(bare, "text"), key=len, reverse=True):
        holder = value_at(bare, path[:-1])
        holder[path[-1]] = None
    for key in _COSMETIC:
        bare.pop(key, None)
    return bare


def _digest(data: dict[str, Any], files: dict[str, bytes]) -> str:
    sums = {path: hashlib.sha256(blob).hexdigest() for path, blob in sorted(files.items())}
    # keys stay in their order: parameters drawn in another one have other values
    text = json.dumps({"data": data, "files": sums}, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()
