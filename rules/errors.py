"""What a rule says to a person who asked for something that is not allowed."""

from typing import Any


class RuleError(Exception):
    """A request that the rules refuse; `message` is an English sentence with %(name)s places, `values` fill them."""

    def __init__(self, message: str, **values: Any) -> None:
        plain = {name: ", ".join(map(str, each)) if isinstance(each, list) else each for name, each in values.items()}
        super().__init__(message % plain if values else message)
        self.message = message
        self.values = values
