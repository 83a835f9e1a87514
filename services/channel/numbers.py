"""Telephone numbers as gateways want them."""

import phonenumbers

from rules.sentence import Sentence
from services.channel import Refused


def e164(number: str, region: str) -> str | Refused:
    """A number with its country, `+8613800138000`; one without a country is of `region`."""
    try:
        parsed = phonenumbers.parse(number, region)
    except phonenumbers.NumberParseException:
        return Refused(Sentence("The number is no telephone number."), final=True)
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.E164)
