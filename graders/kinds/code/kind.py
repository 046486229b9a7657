"""A program in one file."""

from graders.kinds.program import Program


class Code(Program):
    """What the editor holds is the program."""

    name = "code"
