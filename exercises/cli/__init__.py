"""The subcommands of ``manage.py exercise``: each a module with HELP, add_arguments and run.

``run(options, say)`` returns the exit code and raises ``Unusable`` for input it cannot use.
"""

from types import ModuleType

from exercises.cli import check, grade, load, new, preview, tolerance, watch

COMMANDS: dict[str, ModuleType] = {
    "new": new,
    "check": check,
    "grade": grade,
    "preview": preview,
    "tolerance": tolerance,
    "watch": watch,
    "load": load,
}
