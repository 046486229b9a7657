"""What the author of a suite imports: ``from graders.sdk import check, suite``. See docs/sdk.md."""

from graders.sdk import check
from graders.sdk.collecting import suite
from graders.sdk.errors import StudentError

__all__ = ["StudentError", "check", "suite"]
