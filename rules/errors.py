"""What a rule says to a person who asked for something that is not allowed."""

from typing import Any


class RuleError(Exception):
    """A request that the rules refuse; `message` is an English sentence with %(name)s places, `values` fill them."""

    def __init__(self, message: str, **values: Any) -> None:
        super().__init__(message % values if values else message)
        self.message = message
        self.values = values
