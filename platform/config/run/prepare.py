"""Migrations, the bundled course and the demo accounts: what precedes serving."""

import sys

import django
from django.conf import settings
from django.core.management import CommandError, call_command

from config.run.settings import ROOT


def main() -> int:
    """Prepare the database. How to sign in is kept for the end of the start."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    try:
        _load()
    except CommandError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _load() -> None:
    # the library first, so that its progress is seen and the file holds the accounts alone
    call_command("exercise", "load", str(ROOT / "exercises" / "library"))
    with (settings.VAR / "demo.txt").open("w", encoding="utf-8") as said:
        call_command("demo", stdout=said)


if __name__ == "__main__":
    sys.exit(main())
