"""Worlds that are ready: an exercise names one, ``world: simple-rnn``."""
