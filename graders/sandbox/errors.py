"""When it is our fault."""


class SandboxError(Exception):
    """The sandbox failed: no verdict on the submission can be given. It will be tried again."""


class SandboxUnavailable(SandboxError):
    """The machine cannot isolate. ``says`` what is missing, ``remedy`` what to do."""

    def __init__(self, says: str, remedy: str) -> None:
        super().__init__(f"{says} {remedy}")
        self.says, self.remedy = says, remedy
