"""``make attack``: the attack suite as a table, once as root and once as an ordinary user.

Whoever is not root runs it as what he is. Fails on any other verdict than the expected.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.sandbox import table

_ORDINARY = Path(__file__).parents[1] / "graders" / "sandbox" / "ordinary_user.py"


def main() -> int:
    """1 if a program got another verdict than it must."""
    status = table.run()
    if os.geteuid() == 0:
        status |= subprocess.run([sys.executable, str(_ORDINARY), "attack"], check=False).returncode
    return 1 if status else 0


if __name__ == "__main__":
    sys.exit(main())
