#!/usr/bin/env python
"""Django's command line, with our platform folder on the path."""

import os
import sys
from pathlib import Path


def main() -> None:
    """Run a management command."""
    # appended, not inserted: a name of the standard library must win over a folder of ours
    sys.path.append(str(Path(__file__).resolve().parent / "platform"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    from config import celery  # noqa: F401 (what a command enqueues goes to our broker)

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
