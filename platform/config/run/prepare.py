"""Migrations, the bundled course and the demo accounts: what precedes serving."""

import functools
import sys

import django
from django.conf import settings
from django.core.management import CommandError, call_command

from config.run.settings import ROOT


def main() -> int:
    """Prepare the database. How to sign in is kept for the end of the start."""
    django.setup()
    from exercises.format import FormatErrors  # noqa: PLC0415 (models need the set-up above)
    from exercises.services.library import folders, load_library  # noqa: PLC0415

    call_command("migrate", interactive=False, verbosity=0)
    try:
        # first by itself, so that its progress is seen and the file holds the accounts alone
        say = functools.partial(print, flush=True)
        load_library(folders(ROOT / "exercises" / "library"), say=say)
        with (settings.VAR / "demo.txt").open("w", encoding="utf-8") as said:
            call_command("demo", stdout=said)
    except (CommandError, FormatErrors) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
