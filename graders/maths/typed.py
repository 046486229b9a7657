"""What people type for a number, made plain: digits, signs, spaces, superscripts.

Nothing is guessed here: every change keeps the meaning whatever the reader's language.
"""

import re
import unicodedata

_MINUS = "−‐‑‒–—﹣－"
_PLUS = "＋﬩"
_APOSTROPHES = "’‘ʼ′´`"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u061c"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_SAME = str.maketrans(
    dict.fromkeys(_MINUS, "-")
    | dict.fromkeys(_PLUS, "+")
    | dict.fromkeys(_APOSTROPHES, "'")
    | dict.fromkeys(_INVISIBLE, "")
    | {"٫": ",", "٬": "'", "．": ".", "，": ",", "／": "/", "⁄": "/", "∕": "/"}
)
_POWER = re.compile("[⁺⁻]?[" + _RAISED + "]+")
_LOWERED = str.maketrans("⁺⁻" + _RAISED, "+-0123456789")
_TIMES = re.compile(r"(?<=[\d)])\s*[xX]\s*(?=[\d(+-])")
_UNDERSCORE = re.compile(r"(?<=\d)_(?=\d)")
_SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """``text`` in ASCII as far as it has a plain form: ``−١٢`` is ``-12``, ``10⁻³`` ``10^(-3)``."""
    text = "".join(map(_digit, text.translate(_SAME)))
    text = _POWER.sub(lambda m: f"^({m[0].translate(_LOWERED)})", text)
    text = _TIMES.sub("*", _UNDERSCORE.sub("'", text))
    return _SPACES.sub(" ", text).strip()


def _digit(character: str) -> str:
    """The ASCII digit of a decimal digit of any script; other characters as they are."""
    if character.isascii():
        return character
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)
