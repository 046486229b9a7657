"""Answers that say nearly the same, together: so that a person reads each thought once.

An answer is its words, rare ones weighing more (TF-IDF); two are as alike as the cosine of
their weights. Each answer joins the group whose first answer it resembles most, if enough.
"""

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

ALIKE = 0.55
"""Cosine from which two answers are read together."""
_WORD = re.compile(r"[^\W_]+")
_SHORT = 3
_STEM = 6


def groups(texts: Sequence[str], alike: float = ALIKE) -> list[list[int]]:
    """Indices of ``texts``, those that say nearly the same together; large groups first."""
    weights = _weights([Counter(_terms(text)) for text in texts])
    found: list[list[int]] = []
    leaders: dict[str, list[tuple[int, float]]] = defaultdict(list)  # term → (group, weight)
    for index, own in enumerate(weights):
        near: Counter[int] = Counter()
        for term, weight in own.items():
            for group, other in leaders[term]:
                near[group] += weight * other  # type: ignore[assignment]
        best = max(near, key=lambda group: (near[group], -group), default=None)
        if best is not None and near[best] >= alike:
            found[best].append(index)
            continue
        for term, weight in own.items():
            leaders[term].append((len(found), weight))
        found.append([index])
    return sorted(found, key=lambda group: (-len(group), group[0]))


def _terms(text: str) -> list[str]:
    """Words without case, accents and endings; short ones say little."""
    bare = unicodedata.normalize("NFD", text.casefold())
    bare = "".join(letter for letter in bare if not unicodedata.combining(letter))
    words: list[str] = _WORD.findall(bare)
    return [word[:_STEM] for word in words if len(word) >= _SHORT or word.isdigit()] or words


def _weights(counts: Sequence[Counter[str]]) -> list[Mapping[str, float]]:
    """Each answer's words with their weights, of length one."""
    answers = len(counts)
    having = Counter(term for words in counts for term in words)
    found: list[Mapping[str, float]] = []
    for words in counts:
        own = {t: (1 + math.log(n)) * math.log(1 + answers / having[t]) for t, n in words.items()}
        length = math.sqrt(sum(weight * weight for weight in own.values())) or 1.0
        found.append({term: weight / length for term, weight in own.items()})
    return found
