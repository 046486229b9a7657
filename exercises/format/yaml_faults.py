"""What a YAML reader stumbles over, said to somebody who does not know its words."""

import re
from typing import Any

from ruamel.yaml.error import MarkedYAMLError

from exercises.format.problems import said
from graders.contracts import Message

_AT_OPENING = frozenset({"yaml-bracket", "yaml-quote"})
"""Told where it was opened: the reader gives up only at the end of the file."""
_KNOWN = (
    (r"mapping values are not allowed", "yaml-colon"),
    (r"(sequence|block sequence) entries are not allowed", "yaml-dash"),
    (r"expected ',' or '(?P<sign>[]}])'", "yaml-bracket"),
    (r"character '\\t' that cannot start", "yaml-tab"),
    (r"character '(?P<sign>.+)' that cannot start", "yaml-character"),
    (r"unexpected end of stream", "yaml-quote"),
    (r"undefined alias '(?P<name>.+)'", "yaml-alias"),
    (r"unknown escape character '(?P<sign>.+)'", "yaml-escape"),
    (r"could not find expected ':'", "yaml-key"),
    (r"expected <block end>", "yaml-indent"),
    (r"another document|document separator", "yaml-two"),
)


def told(error: MarkedYAMLError) -> tuple[tuple[int, int], Message]:
    """Line and column, from 1, and the sentence."""
    problem = str(error.problem or error.context or "")
    id_, params = "yaml-other", dict[str, Any]()
    for pattern, known in _KNOWN:
        match = re.search(pattern, problem)
        if match:
            id_, params = known, match.groupdict()
            break
    mark = error.problem_mark or error.context_mark
    if id_ in _AT_OPENING and error.context_mark is not None:
        mark = error.context_mark
    at = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    return at, said(id_, **params)
