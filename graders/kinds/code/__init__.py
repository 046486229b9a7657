"""Kind ``code``: a program that the engine runs against a suite, in the sandbox."""

from graders.kinds.code.kind import Code

KIND = Code()
