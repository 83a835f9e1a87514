"""What a rule says to a person who asked for something that is not allowed."""

from typing import Any

from rules.sentence import Sentence


class RuleError(Exception):
    """A request that the rules refuse; `sentence` says why and can be kept in a row as it is."""

    def __init__(self, message: str, **values: Any) -> None:
        self.sentence = message if isinstance(message, Sentence) and not values else Sentence(message, **values)
        super().__init__(str(self.sentence))
        self.message, self.values = self.sentence.message, self.sentence.values
