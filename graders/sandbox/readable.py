"""Waiting for one descriptor, whatever its number: ``select`` stops at 1,024."""

import select


def wait_for(descriptor: int, seconds: float) -> bool:
    """Whether it can be read (a pidfd: its process is dead) within some seconds."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(1000 * seconds))
