"""Steps ``schema`` and ``languages``: what can be seen without making a variant."""

import re
from typing import Any

from graders.bundle import Bundle
from graders.contracts import MadeVariant, Message
from graders.gate.sheet import Sheet
from graders.gate.wording import alike, texts
from graders.kinds import REGISTRY
from graders.sandbox import layout

_NAME = re.compile(r"\[\[([A-Za-z_]\w*)\]\]")
_SHOWN = 10


def schema(bundle: Bundle, sheet: Sheet) -> bool:
    """Each question is of a known kind, and the kind finds nothing wrong with it."""
    fine = True
    for question in _questions(bundle):
        kind = REGISTRY.get(question["kind"])
        if kind is None:
            found = [Message("gate.unknown-kind", {"kind": question["kind"]})]
        else:
            found = kind.check(question, bundle)
        fine &= sheet.line("schema", *found, ok=not found, question=question["id"])
    return fine


def runtimes(bundle: Bundle, sheet: Sheet) -> bool:
    """Every runtime that the programs run in is installed here; silent if so."""
    missing = layout.optional() - set(layout.installed())
    fine = True
    for question in _questions(bundle):
        if (name := question.get("runtime", "")) in missing:
            said = Message("gate.no-runtime", {"name": name, "remedy": layout.remedy(name)})
            fine = sheet.failed("runtime", said, question=question["id"])
    return fine


def _questions(bundle: Bundle) -> list[dict[str, Any]]:
    definition: dict[str, Any] = bundle.definition
    return list(definition["questions"])


def languages(bundle: Bundle, sheet: Sheet) -> bool:
    """Every text stands in every declared language."""
    definition: dict[str, Any] = bundle.definition
    declared = list(definition["languages"])
    missing = [
        Message("gate.language", {"where": where, "language": language})
        for where, text in texts(definition, "")
        for language in declared
        if language not in text and "*" not in text
    ]
    if missing:
        return sheet.failed("languages", *missing[:_SHOWN])
    shared = alike(bundle) if len(declared) > 1 else []
    if shared:
        about = {"languages": ", ".join(declared)}
        told = [Message("gate.language-shared", {"where": one, **about}) for one in shared]
        return sheet.warned("languages", *told[:_SHOWN])
    return sheet.passed("languages", Message("gate.languages", {"languages": ", ".join(declared)}))


def names(bundle: Bundle, variants: list[MadeVariant], sheet: Sheet) -> bool:
    """Every ``[[name]]`` has a value in every variant (``variant.py`` may have forgotten one)."""
    definition: dict[str, Any] = bundle.definition
    used = {n for _, text in texts(definition, "") for t in text.values() for n in _NAME.findall(t)}
    found = [
        Message("gate.name", {"name": name, "variant": variant.name or str(variant.seed)})
        for variant in variants
        for name in sorted(used - variant.values.keys())
    ]
    return not found or sheet.failed("languages", *found[:_SHOWN])
