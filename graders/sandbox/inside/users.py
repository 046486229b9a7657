"""A host user for each child, where root gave the nursery a range of them.

The nursery may become any user of its range and come back (it holds CAP_SETUID in its own user
namespace, and no foreign code runs in it). A child is cloned while it wears the next one, so its
own namespace can be mapped to that user and to nothing else.
"""

import os

HOME = 1000
"""What every process sees as its user and group."""
FIRST = 2000


class Wardrobe:
    """Users in turn. ``worn``: the one that a child cloned now has, as the nursery counts."""

    def __init__(self) -> None:
        self.worn = HOME
        self.count = _range()
        self._given = 0

    def put_on(self) -> None:
        """Become the next user. Without a range: nothing."""
        if self.count:
            self._become(FIRST + self._given % self.count)
            self._given += 1

    def take_off(self) -> None:
        """Be the nursery's own user again."""
        if self.count:
            self._become(HOME)

    def _become(self, number: int) -> None:
        os.setresgid(number, number, number)
        os.setresuid(number, number, number)
        self.worn = number


def _range() -> int:
    """How many users there are beside our own."""
    with open("/proc/self/uid_map") as lines:
        rows = [line.split() for line in lines]
    return next((int(count) for first, _outside, count in rows if int(first) == FIRST), 0)


wardrobe = Wardrobe()
