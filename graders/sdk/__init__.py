"""What the author of a suite imports. See docs/sdk.md.

``from graders.sdk import check, diagnosis, suite``
"""

from graders.sdk import check, diagnosis
from graders.sdk.collecting import suite
from graders.sdk.errors import StudentError

__all__ = ["StudentError", "check", "diagnosis", "suite"]
