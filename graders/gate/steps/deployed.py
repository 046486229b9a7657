"""Step ``variants``: all deployed ones can be made, and no two are the same."""

from graders import variants
from graders.contracts import MadeVariant, Message
from graders.engine import EngineError
from graders.gate.trial import Trials


def run(trials: Trials) -> list[MadeVariant]:
    """The deployed variants; empty if they cannot all be made."""
    try:
        made = variants.deploy(trials.engine, trials.bundle)
    except variants.VariantError as error:
        trials.sheet.failed("variants", *error.messages)
        return []
    except EngineError as error:
        trials.sheet.failed("variants", Message("gate.program", {"why": str(error)[-500:]}))
        return []
    distinct = len({repr(sorted(variant.values.items())) for variant in made})
    wanted = trials.bundle.definition["variants"]["deploy"]  # type: ignore[index]
    params = {"made": len(made), "wanted": wanted, "distinct": distinct}
    id_ = "gate.variants" if len(made) >= wanted else "gate.variants-few"
    trials.sheet.passed("variants", Message(id_, params))
    return made
