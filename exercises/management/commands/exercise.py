"""``manage.py exercise new | check | grade | preview | …``: writing exercises in the terminal.

Needs no server, and only ``load`` a database. A subcommand is a module of ``exercises.cli``
and a line in its table.
"""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from exercises.cli import COMMANDS
from exercises.cli.shown import Unusable


class Command(BaseCommand):
    """Hands over to the subcommand; what it cannot use is a sentence and exit code 2."""

    help = "Write, check, try, look at and load exercise folders."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """One parser for each subcommand."""
        commands = parser.add_subparsers(dest="subcommand", required=True, metavar="COMMAND")
        for name, command in COMMANDS.items():
            own = commands.add_parser(name, help=command.HELP, description=command.HELP)
            command.add_arguments(own)

    def handle(self, *args: Any, **options: Any) -> None:
        """Run the subcommand; its result is the exit code."""
        try:
            code = COMMANDS[options["subcommand"]].run(options, self.stdout.write)
        except Unusable as error:
            self.stderr.write(str(error))
            code = 2
        except KeyboardInterrupt:
            code = 130
        except Exception as error:
            if options["traceback"]:
                raise
            self.stderr.write(f"Gradus itself failed ({type(error).__name__}: {error}).")
            self.stderr.write("`manage.py exercise --traceback …` shows where.")
            code = 3
        if code:
            sys.exit(code)
