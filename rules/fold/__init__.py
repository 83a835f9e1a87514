"""Folding: names and numbers as they are compared, so that spelling does not decide whom they mean."""

import re
import unicodedata
from functools import lru_cache

from rules.portfolio.headers import simplified

_UMLAUTS = str.maketrans({"ß": "ss", "æ": "a", "ø": "o", "œ": "o", "ł": "l", "đ": "d", "ı": "i"})
_LONG = re.compile(r"(?<=[aou])e(?=[^aeiou]|$)")
_IN_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕")
_PARTS = re.compile(r"[-/\\|:,;_—–]+")
_TITLES = re.compile(r"\b(?:mr|mrs|ms|miss|dr|prof|sir|herr|frau|madame|monsieur|m/s|messrs)\b\.?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:先生|女士|小姐|太太|同志)$")
_NUMBER = re.compile(r"[\d*]{4,}")


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """Letters and digits only: half-width, lower case, simplified, without accents; ü, ue and u are one."""
    if text.isascii():
        return "".join(filter(str.isalnum, text)).lower()
    plain = simplified(unicodedata.normalize("NFKC", text)).casefold().translate(_UMLAUTS)
    parts = unicodedata.normalize("NFD", plain)
    return "".join(sign for sign in parts if sign.isalnum())


@lru_cache(maxsize=65536)
def name(text: str) -> str:
    """A name as it is compared: without a title, an umlaut as its plain vowel."""
    bare = _TITLES.sub(" ", unicodedata.normalize("NFKC", text))
    return plain_vowels(folded(_ADDRESS.sub("", bare.strip())))


def plain_vowels(word: str) -> str:
    """A folded word with ae, oe and ue as the vowels that ä, ö and ü fold to."""
    return _LONG.sub("", word)


def number(text: str) -> str:
    """A contract number as it is compared: letters in capitals and digits, whatever stands between them."""
    return folded(text).upper()


@lru_cache(maxsize=4096)
def names_in(text: str) -> frozenset[str]:
    """The names that a bank may mean by what it wrote of a payer.

    The whole, what stands outside brackets, and each part between dashes and slashes without an account number: a
    wallet writes its own name before, a bank the account.
    """
    plain = unicodedata.normalize("NFKC", text)
    bare = _IN_BRACKETS.sub(" ", plain)
    found = (plain, bare, _NUMBER.sub(" ", bare), *(_NUMBER.sub(" ", part) for part in _PARTS.split(bare)))
    return frozenset(key for each in found if len(key := name(each)) > 1)
