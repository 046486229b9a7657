"""Migrations, the bundled course and the demo accounts: what precedes serving."""

import sys

import django
from django.conf import settings
from django.core.management import CommandError, call_command


def main() -> int:
    """Prepare the database. How to sign in is kept for the end of the start."""
    django.setup()
    call_command("migrate", interactive=False, verbosity=0)
    try:
        with (settings.VAR / "demo.txt").open("w", encoding="utf-8") as said:
            call_command("demo", stdout=said)
    except CommandError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
