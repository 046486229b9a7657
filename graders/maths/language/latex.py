r"""Lexer of LaTeX as people type it and editors write it: ``\frac{\partial h_t}{\partial W}``."""

import re

from graders.maths.errors import fault
from graders.maths.language.known import Known, segments
from graders.maths.language.names import ACCENTS, FUNCTIONS, GREEK, SAME_FUNCTION, VARIANT
from graders.maths.language.text import named
from graders.maths.language.text import words as plain_words
from graders.maths.language.words import Word

_TOKEN = re.compile(
    r"""
      (?P<space> (?: \s | [~$] | \\[,;:!\ >] | & (?=\s*[=<>+\-]) | (?<=[=<>+\-])\s*& )+ )
    | (?P<row> \\\\ (?:\[[^\]]*\])? )
    | (?P<bar> \\\| )
    | (?P<brace> \\[{}] )
    | (?P<styled> \\(?:operatorname\*?|mathrm|text|textrm|mathsf|mathit|mathbf|boldsymbol|mathbb
        |bm|mathcal|rm)\s*\{\s*(?P<word>[A-Za-z0-9]+|\\[A-Za-z]+)\s*\} )
    | (?P<environment> \\(?P<which>begin|end)\s*\{\s*(?P<env>[A-Za-z]+)\*?\s*\} )
    | (?P<command> \\[A-Za-z]+ )
    | (?P<number> [0-9]+ (?: (?:\.|\{,\}) [0-9]+ )? )
    | (?P<run> [A-Za-z]+ )
    | (?P<plain> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_COMMANDS = {
    "odot": "⊙", "circ": "⊙", "times": "×", "cdot": "×", "ast": "×", "frac": "frac",
    "dfrac": "frac", "tfrac": "frac", "cfrac": "frac", "partial": "∂", "sum": "sum",
    "prod": "prod", "sqrt": "sqrt", "le": "<=", "leq": "<=", "leqslant": "<=", "ge": ">=",
    "geq": ">=", "geqslant": ">=", "approx": "=", "simeq": "=", "Rightarrow": "=>",
    "implies": "=>", "iff": "=>", "prime": "'", "Vert": "‖", "lVert": "‖", "rVert": "‖",
    "vert": "|", "lvert": "|", "rvert": "|", "mid": "|", "lbrack": "[", "rbrack": "]",
    "lbrace": "(", "rbrace": ")",
}  # fmt: skip
_SKIPPED = frozenset({
    "left", "right", "big", "Big", "bigg", "Bigg", "bigl", "bigr", "Bigl", "Bigr", "biggl",
    "biggr", "quad", "qquad", "limits", "nolimits", "displaystyle", "textstyle", "strut", "middle",
})  # fmt: skip
_ELLIPSES = frozenset({"dots", "ldots", "cdots", "vdots", "ddots", "dotsc", "dotsb"})
_TRANSPOSED = frozenset({"top", "intercal", "transp"})
_MATRICES = frozenset({"pmatrix", "bmatrix", "matrix", "smallmatrix"})
_ONES = frozenset({"mathbf", "mathbb", "boldsymbol", "bm"})


def words(text: str, known: Known) -> list[Word]:
    """Cut ``text`` into words, without an end. Raises ``ExpressionError``."""
    found: list[Word] = []
    matrices = 0
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "space" and not (matrices and "&" in match[0]):
            continue
        new = _words(match, known)
        matrices += sum(w.is_sign("matrix") - w.is_sign("endmatrix") for w in new)
        if not matrices and any(w.is_sign("row") for w in new):
            raise fault("one-line", match.start())
        found += [w for w in new if matrices or not w.is_sign("&")]
    return found


def _words(match: re.Match[str], known: Known) -> list[Word]:
    kind, said = match.lastgroup, match[0]
    if kind == "number":
        return [Word("number", said.replace("{,}", "."), *match.span())]
    if kind == "run":
        return _run(said, match.start(), known)
    if kind in {"space", "row"}:
        return [Word("sign", "row" if kind == "row" else "&", *match.span())]
    if kind == "bar":
        return [Word("sign", "‖", *match.span())]
    if kind == "brace":
        return [Word("sign", "(" if said[1] == "{" else ")", *match.span())]
    if match["word"] is not None:
        return [_styled(match)]
    if match["env"] is not None:
        return [_environment(match)]
    if kind == "command":
        return _command(said[1:], match)
    return [
        Word(w.kind, w.text, match.start() + w.start, match.start() + w.stop)
        for w in _plain(match, known)
    ]


def _plain(match: re.Match[str], known: Known) -> list[Word]:
    if match[0] == "\\":
        raise fault("backslash", match.start(), sign="\\")
    try:
        return plain_words(match[0], known)
    except ValueError as error:
        if hasattr(error, "said"):
            reason = error.said.id.removeprefix("maths.")
            params = {k: v for k, v in error.said.params.items() if k != "at"}
            raise fault(reason, match.start(), **params) from None
        raise


def _run(said: str, start: int, known: Known) -> list[Word]:
    found = []
    for part in segments(said, known, latex=True):
        found.append(named(part, start, start + len(part)))
        start += len(part)
    return found


def _styled(match: re.Match[str]) -> Word:
    word = match["word"].removeprefix("\\")
    style = re.match(r"\\([a-z]+)", match[0])
    if word == "1" and style is not None and style[1] in _ONES:
        word = "ones"
    if word.isdigit():
        return Word("number", word, *match.span())
    if word == "T" and style is not None and style[1] not in _ONES:
        word = "⊤"
    return named(word, *match.span())


def _environment(match: re.Match[str]) -> Word:
    if match["env"] not in _MATRICES:
        raise fault("unknown-command", match.start(), command=match[0])
    return Word("sign", "matrix" if match["which"] == "begin" else "endmatrix", *match.span())


def _command(name: str, match: re.Match[str]) -> list[Word]:
    if name in _SKIPPED:
        return []
    if name in _ELLIPSES:
        raise fault("ellipsis", match.start())
    if name in _COMMANDS:
        return [Word("sign", _COMMANDS[name], *match.span())]
    if name in ACCENTS:
        return [Word("sign", f"accent {ACCENTS[name]}", *match.span())]
    if name in _TRANSPOSED:
        return [Word("name", "⊤", *match.span())]
    if name in GREEK or name in FUNCTIONS or name in SAME_FUNCTION or name == "infty":
        return [Word("name", name, *match.span())]
    if name in VARIANT:
        return [Word("name", VARIANT[name], *match.span())]
    raise fault("unknown-command", match.start(), command=match[0])
