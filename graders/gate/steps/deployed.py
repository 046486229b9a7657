"""Step ``variants``: all deployed ones can be made, and no two are the same."""

from graders import variants
from graders.contracts import MadeVariant, Message
from graders.engine import EngineError
from graders.faults import fault_in
from graders.gate.trial import Trials


def run(trials: Trials) -> list[MadeVariant]:
    """The deployed variants; empty if they cannot all be made."""
    try:
        made = variants.deploy(trials.engine, trials.bundle)
    except variants.VariantError as error:
        trials.sheet.failed("variants", *error.messages)
        return []
    except EngineError as error:
        fault = fault_in(str(error))
        why = {"id": fault.said.id, "params": fault.said.params} if fault else str(error)[-500:]
        told = Message("gate.program", {"why": why})
        trials.sheet.failed("variants", told, details=fault.details if fault else ())
        return []
    distinct = len({repr(sorted(variant.values.items())) for variant in made})
    wanted = trials.bundle.definition["variants"]["deploy"]  # type: ignore[index]
    params = {"made": len(made), "wanted": wanted, "distinct": distinct}
    id_ = "gate.variants" if len(made) >= wanted else "gate.variants-few"
    trials.sheet.passed("variants", Message(id_, params))
    return made
