"""Gaps: places of a text to fill in with a number, words, a choice or a formula.

A kind that has gaps keeps them, prepared, as the list ``gaps`` of its question. The key that
a gap has says what it takes: ``value``, ``words``, ``options`` or ``formula``.
"""
