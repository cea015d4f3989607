"""The one error of deadlines: a code for machines, a Polish sentence for people."""


class DeadlineError(ValueError):
    """A deadline that cannot be computed; `code` is one of the codes of `dyspozytor batch deadlines`."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
