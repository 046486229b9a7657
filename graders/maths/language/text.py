"""Lexer of plain text: ``Diag(s'(z_t)) W``, ``sum(t=1..T) ∂L_t/∂W``, ``1 − h_t²``."""

import re
from collections.abc import Callable

from graders.maths.errors import fault
from graders.maths.language.known import Known, segments
from graders.maths.language.names import COMBINING, LETTER, LOOKALIKES, SPOKEN, SUB, SUPER
from graders.maths.language.words import Word, WordKind

_TOKEN = re.compile(
    r"""
      (?P<space> [\s\u200b-\u200f\u2060\ufeff$]+ )
    | (?P<ellipsis> \.\.\. | […⋯⋮] )
    | (?P<dotT> \.T\b )
    | (?P<range> \.\. )
    | (?P<number> [0-9]+(?:\.[0-9]+)? | \.[0-9]+ )
    | (?P<accented> [A-Za-zα-ωΑ-Ω][\u0302-\u0305] )
    | (?P<run> [A-Za-z]+[0-9]* )
    | (?P<sign> \*\* | \.\* | <= | >= | == | => | \|\| | '+ | [-+*/^_()\[\]{},;=|&@] )
    | (?P<raised> [⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾ⁿᵗᵀ]+ )
    | (?P<lowered> [₀₁₂₃₄₅₆₇₈₉₊₋₍₎ₜₖᵢⱼₕₙₐₒₓ]+ )
    | (?P<other> . )
    """,
    re.VERBOSE | re.DOTALL,
)
SIGNS = {
    "**": "^", ".*": "⊙", "∘": "⊙", "⊙": "⊙", "◦": "⊙", "*": "×", "@": "×", "·": "×", "⋅": "×",
    "∙": "×", "×": "×", "−": "-", "–": "-", "≤": "<=", "⩽": "<=", "≥": ">=", "⩾": ">=",
    "==": "=", "≈": "=", "≃": "=", "⇒": "=>", "⟹": "=>", "‖": "‖", "∥": "‖", "||": "‖",
    "’": "'", "′": "'", "″": "''", "`": "'", "∂": "∂", "√": "sqrt", "∑": "sum", "∏": "prod",
    ";": ",", "÷": "/", "∕": "/", "⊤": "⊤", "〈": "(", "〉": ")",
}  # fmt: skip
_BIG = {"Σ": "sum", "Π": "prod"}


def words(text: str, known: Known) -> list[Word]:
    """Cut ``text`` into words, without an end. Raises ``ExpressionError``."""
    found: list[Word] = []
    depth = 0
    spaced = False
    for match in _TOKEN.finditer(text):
        if match.lastgroup == "space":
            spaced = True
            continue
        new = list(_words(match, text, known, indexed=depth > 0, bare=_opens_index(found)))
        if new and spaced:
            new[0] = Word(new[0].kind, new[0].text, new[0].start, new[0].stop, spaced=True)
        spaced = False
        depth = _depth(depth, new, opening=_opens_index(found))
        found += new
    return _decimals(found, text) if known.comma else found


def _opens_index(found: list[Word]) -> bool:
    return bool(found) and found[-1].is_sign("_")


def _depth(depth: int, new: list[Word], *, opening: bool) -> int:
    """How deep inside a subscript or a matrix we are: there a comma separates."""
    for word in new:
        if word.is_sign("[") or (word.is_sign("{", "(") and (depth or opening)):
            depth += 1
        elif word.is_sign("]", "}", ")") and depth:
            depth -= 1
    return depth


def _words(
    match: re.Match[str], text: str, known: Known, *, indexed: bool, bare: bool
) -> list[Word]:
    kind, said, start = match.lastgroup, match[0], match.start()
    if kind == "number":
        return [Word("number", said, *match.span(), spaced=indexed or bare)]
    if kind == "run":
        return _letters(said, start, known, indexed=indexed, bare=bare)
    if kind == "ellipsis":
        raise fault("ellipsis", start)
    if rule := _RULES.get(str(kind)):
        return rule(match)
    return _other(match, text)


def _letters(said: str, start: int, known: Known, *, indexed: bool, bare: bool) -> list[Word]:
    if bare:
        return _subscript(said, start, known)
    if indexed:
        return _indices(said, start, known)
    return _run(said, start, known)


def _sign(text: str, match: re.Match[str]) -> Word:
    return Word("sign", text, *match.span())


def _run(said: str, start: int, known: Known) -> list[Word]:
    """Letters, perhaps with digits at their end: ``h0`` is ``h_0`` unless it is a name."""
    letters = said.rstrip("0123456789")
    if said in known.names or letters == said:
        parts = segments(said, known, latex=False)
    else:
        parts = segments(letters, known, latex=False)
    found = []
    for part in parts:
        found.append(named(part, start, start + len(part)))
        start += len(part)
    if letters != said and said not in known.names:
        digits = said[len(letters) :]
        found.append(Word("sign", "_", start, start))
        found.append(Word("number", digits, start, start + len(digits)))
    return found


def _indices(said: str, start: int, known: Known) -> list[Word]:
    """Inside braces: ``ij`` is two indices, ``enc`` a label, ``t3`` a letter and a number."""
    found: list[Word] = []
    for part in re.finditer(r"[A-Za-z]+|[0-9]+", said):
        at = start + part.start()
        if part[0].isdigit():
            found.append(Word("number", part[0], at, start + part.end(), spaced=True))
        elif len(part[0]) == 2 and not _label(said, known):
            found += [Word("name", c, at + n, at + n + 1) for n, c in enumerate(part[0])]
        else:
            found.append(Word("name", part[0], at, start + part.end()))
    return found


def _label(said: str, known: Known) -> bool:
    """Whether some name of the world ends in this subscript: ``W_in``."""
    return any(name.partition("_")[2] == said for name in known.names)


def _subscript(said: str, start: int, known: Known) -> list[Word]:
    """A bare subscript ends before a capital letter: ``D_jW`` is ``D_j W``."""
    first = re.match(r"[A-Za-z][a-z]*[0-9]*", said)
    assert first is not None
    size = len(said) if _label(said, known) else first.end()
    found = [Word("name", said[:size], start, start + size)]
    if rest := said[size:]:
        found += _run(rest, start + size, known)
    return found


def named(part: str, start: int, stop: int) -> Word:
    """A name, or the sign that some words stand for."""
    if part in SPOKEN:
        return Word("sign", SPOKEN[part], start, stop)
    return Word("name", part, start, stop)


def _scripted(sign: str, said: str, table: dict[str, str], start: int) -> list[Word]:
    """Raised or lowered characters as a group: ``h²`` is ``h^{2}``."""
    plain = "".join(table[c] for c in said)
    found = [Word("sign", sign, start, start), Word("sign", "{", start, start)]
    for part in re.finditer(r"[0-9]+|[a-zT]|[-+()]", plain):
        kind: WordKind = "number" if part[0].isdigit() else "name" if part[0].isalpha() else "sign"
        text = "⊤" if part[0] == "T" else part[0]
        found.append(Word(kind, text, start + part.start(), start + part.end()))
    stop = start + len(said)
    return [*found, Word("sign", "}", stop, stop)]


def _other(match: re.Match[str], text: str) -> list[Word]:
    said, start = match[0], match.start()
    if said in _BIG and text[start + 1 : start + 2] in {"_", "(", " "}:
        return [_sign(_BIG[said], match)]
    if said in LETTER:
        return [Word("name", LETTER[said], *match.span())]
    if said in {"𝟏", "𝟙"}:
        return [Word("name", "ones", *match.span())]
    if said == "⊤":
        return [Word("name", "⊤", *match.span())]
    if said in LOOKALIKES:
        raise fault("lookalike", start, character=said, meant=LOOKALIKES[said])
    if match.lastgroup == "sign" and said[0] == "'":
        return [Word("sign", "'", start + n, start + n + 1) for n in range(len(said))]
    if said == "″":
        return [_sign("'", match), _sign("'", match)]
    if match.lastgroup == "sign" or said in SIGNS:
        return [_sign(SIGNS.get(said, said), match)]
    raise fault("character", start, character=said)


_RULES: dict[str, Callable[[re.Match[str]], list[Word]]] = {
    "accented": lambda m: [
        Word("name", LETTER.get(m[0][0], m[0][0]) + COMBINING[m[0][1]], *m.span())
    ],
    "raised": lambda m: _scripted("^", m[0], SUPER, m.start()),
    "lowered": lambda m: _scripted("_", m[0], SUB, m.start()),
    "dotT": lambda m: [_sign("^", m), Word("name", "⊤", *m.span())],
    "range": lambda m: [_sign("..", m)],
}


def _decimals(found: list[Word], text: str) -> list[Word]:
    """``0,25`` outside subscripts as one number."""
    joined: list[Word] = []
    for word in found:
        if (
            len(joined) > 1
            and word.kind == "number"
            and word.text.isdigit()
            and joined[-1].is_sign(",")
            and joined[-2].kind == "number"
            and joined[-2].text.isdigit()
            and text[joined[-2].start : word.stop].count(" ") == 0
            and not word.spaced
        ):
            whole = joined[-2]
            del joined[-2:]
            word = Word("number", f"{whole.text}.{word.text}", whole.start, word.stop)  # noqa: PLW2901
        joined.append(word)
    return joined
