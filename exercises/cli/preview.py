"""``exercise preview FOLDER``: a variant as a student sees it, in the terminal or as a page."""

import argparse
from pathlib import Path
from typing import Any

from exercises.cli.choosing import variant_of
from exercises.cli.engines import engine_for
from exercises.cli.folders import load_one
from exercises.cli.page import standalone
from exercises.cli.shown import Say, Unusable
from exercises.cli.terminal import in_terminal

HELP = "Show a variant: statement and questions."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, the variant, the language, the page."""
    parser.add_argument("folder", metavar="FOLDER")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--variant", metavar="NAME", help="a fixed variant")
    which.add_argument("--seed", type=int, metavar="N", help="the variant of this seed")
    parser.add_argument("--language", metavar="LANG", help="language (default: the first declared)")
    parser.add_argument("--html", metavar="FILE", help="write a page of its own instead")


def run(options: dict[str, Any], say: Say) -> int:
    """Show it. Raises ``Unusable``."""
    loaded = load_one(options["folder"])
    languages = loaded.definition["languages"]
    language = options["language"] or languages[0]
    if language not in languages:
        known = ", ".join(languages)
        raise Unusable(f"{loaded.slug} is not written in `{language}`. Languages: {known}.")
    with engine_for([loaded]) as engine:
        variant = variant_of(loaded, engine, options["variant"], options["seed"], language)
    if options["html"] is None:
        for line in in_terminal(loaded, variant, language):
            say(line)
        return 0
    try:
        Path(options["html"]).write_text(standalone(loaded, variant, language), encoding="utf-8")
    except OSError as error:
        raise Unusable(f"{options['html']}: {error.strerror}.") from None
    say(f"{options['html']} is written.")
    return 0
