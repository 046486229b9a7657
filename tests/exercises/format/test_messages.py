"""Every sentence that the format and the gate can say exists, in both languages."""

import re
from pathlib import Path

from ruamel.yaml import YAML

from exercises.format.schema import _PLAIN
from graders.messages import catalogue

_NOTED = re.compile(
    r"(?:notes\.add|self\.note|said|Fault)\((?:[^()\"]|\([^()]*\))*?\"([a-z0-9-]+)\"", re.DOTALL
)
_GATE = re.compile(r"\"(gate\.[a-z-]+)\"")


def test_every_id_has_a_sentence_in_both_languages() -> None:
    used = set(_PLAIN.values()) | {"statement-missing", "solution-missing"}
    for path in Path("exercises/format").glob("*.py"):
        used |= set(_NOTED.findall(path.read_text()))
    ids = {f"format.{id_}" for id_ in used}
    for path in [*Path("graders/gate").rglob("*.py"), Path("graders/variants.py")]:
        ids |= set(_GATE.findall(path.read_text()))
    assert len(ids) > 90
    assert sorted(ids - catalogue().keys()) == []
    assert all(set(catalogue()[id_]) == {"fr", "en"} for id_ in ids)


def test_both_languages_name_the_same_values() -> None:
    hole = re.compile(r"\{([a-z_]+)")
    yaml = YAML(typ="safe", pure=True)
    files = sorted(Path("graders/gate").rglob("messages.yaml"))
    assert len(files) > 1
    entries = [entry for path in files for entry in yaml.load(path).items()]
    for id_, texts in entries:
        assert set(hole.findall(texts["fr"])) == set(hole.findall(texts["en"])), id_
