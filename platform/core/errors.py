"""Errors that a user may cause. Views and the API turn each into a clear answer."""


class GradusError(Exception):
    """Base of all errors that are somebody's to mend. ``code`` is stable, for programs."""

    code = "error"
    status = 400

    def __init__(self, detail: str, **params: object) -> None:
        super().__init__(detail)
        self.detail = detail
        self.params = params


class NotAllowed(GradusError):
    """The person may see the thing but not do this."""

    code = "not-allowed"
    status = 403


class Conflict(GradusError):
    """The thing is not in a state in which this can be done."""

    code = "conflict"
    status = 409


class Invalid(GradusError):
    """The input cannot be used."""

    code = "invalid"
    status = 422


class TooMany(GradusError):
    """A quota is used up for now."""

    code = "too-many"
    status = 429
