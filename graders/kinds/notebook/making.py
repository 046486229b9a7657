"""A notebook to download: the given program, a cell for each of its ``# %%``."""

import json
from typing import Any

from graders.kinds.notebook.cells import split

MARKDOWN = "[markdown]"


def notebook_of(program: str) -> str:
    """The notebook as JSON text; ``# %% [markdown]`` begins a cell of commented text."""
    cells = [_cell(mark, text) for mark, text in split(program)]
    python = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = {
        "cells": cells,
        "metadata": {"kernelspec": python, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    return json.dumps(notebook, ensure_ascii=False, indent=1) + "\n"


def _cell(mark: str, text: str) -> dict[str, Any]:
    if MARKDOWN in mark:
        said = "\n".join(line.removeprefix("#").removeprefix(" ") for line in text.splitlines())
        return {"cell_type": "markdown", "metadata": {}, "source": said.splitlines(keepends=True)}
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": text.splitlines(keepends=True),
    }
