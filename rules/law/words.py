"""What the law wants every written message of a licence to say, beside its own words."""

from collections.abc import Mapping
from typing import NamedTuple

EVERY = ("sms", "email", "letter")


class Required(NamedTuple):
    """Words under a rule, by language: of the first communication with a person, and of each later one."""

    rule: str
    first: Mapping[str, str]
    later: Mapping[str, str]
    channels: tuple[str, ...] = EVERY


COLLECTOR = Required(
    "US-MM-01",
    {
        "en": "This is an attempt to collect a debt by a debt collector; any information obtained will be used for "
        "that purpose.",
        "zh_Hans": "本信息由债务催收机构发出，目的是催收债务；所获得的任何信息均将用于该目的。",
        "zh_Hant": "本訊息由債務催收機構發出，目的是催收債務；所獲得的任何資訊均將用於該目的。",
    },
    {
        "en": "This communication is from a debt collector.",
        "zh_Hans": "本信息由债务催收机构发出。",
        "zh_Hant": "本訊息由債務催收機構發出。",
    },
)
"""Who writes, and for what; in the language of the rest. Source: 12 CFR 1006.18(e)."""

ADVICE_WORDS = {
    "en": "Free and independent debt advice: MoneyHelper, 0800 138 7777, moneyhelper.org.uk; StepChange, "
    "0800 138 1111, stepchange.org.",
    "zh_Hans": "免费、独立的债务咨询：MoneyHelper，0800 138 7777，moneyhelper.org.uk；StepChange，0800 138 1111，"
    "stepchange.org。",
    "zh_Hant": "免費、獨立的債務諮詢：MoneyHelper，0800 138 7777，moneyhelper.org.uk；StepChange，0800 138 1111，"
    "stepchange.org。",
}
ADVICE = Required("UK-FB-01", ADVICE_WORDS, ADVICE_WORDS, ("email", "letter"))
"""Where help is found. Source: CONC 7.3, 7.4; compliance handbook RQ-UK-01."""

REQUIRED: Mapping[str, tuple[Required, ...]] = {"us_third_party": (COLLECTOR,), "uk_firm": (ADVICE,)}


def of(licence: str, channel: str, language: str, is_first: bool) -> list[str]:
    """The sentences that a message must end with; none where the law of the licence asks for none."""
    rows = [each for each in REQUIRED.get(licence, ()) if channel in each.channels]
    return [(each.first if is_first else each.later)[language] for each in rows]
