# row: frame walk, gc.get_objects, module hunt
# expect: failed

import gc, sys


def double(x):
    for thing in gc.get_objects():
        if isinstance(thing, dict) and ("reference" in thing or "suite" in thing):
            found = thing.get("reference")
            if hasattr(found, "double"):
                return found.double(x)
    for name, module in list(sys.modules.items()):
        if name in ("reference", "suite", "solution_reference"):
            return module.double(x)
    return 3 * x
