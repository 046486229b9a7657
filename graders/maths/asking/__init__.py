"""Questions answered in mathematics: prepared and graded inside the sandbox, by its judge.

What goes in and comes out is plain data; ``graders.kinds.derivation`` and ``expression`` own it.
"""
