"""Templates of messages: what is checked before one is saved."""

from models.template import Template
from rules import message
from services import reminder_text


def check(row: Template) -> None:
    """Raise RuleError for a place that no message can fill, or for words that must not be sent, with the phrase."""
    for text in (row.subject or "", row.body or ""):
        message.check(text)
        reminder_text.check_content(text, str(row.language))
    reminder_text.places(row.gateway_variables or "")
