"""What runs inside bubblewrap: the nursery and what its children do before foreign code.

Mounted read-only beside ``graders.sdk``; imports nothing else of ours.
"""
