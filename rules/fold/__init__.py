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
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f'.’-]+")
_MOST_WORDS = 3


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
    wallet writes its own name before, a bank the account. Words of Latin letters may stand in another order.
    """
    plain = unicodedata.normalize("NFKC", text)
    bare = _IN_BRACKETS.sub(" ", plain)
    found = (plain, bare, _NUMBER.sub(" ", bare), *(_NUMBER.sub(" ", part) for part in _PARTS.split(bare)))
    turned = (words for each in found for words in _turned(_TITLES.sub(" ", each)))
    return frozenset(key for each in (*found, *turned) if len(key := name(each)) > 1)


def _turned(text: str) -> list[str]:
    """A name of two or three Latin words with another of them first: SMITH, JOHN is John Smith."""
    words = text.replace(",", " ").split()
    if not 2 <= len(words) <= _MOST_WORDS or any(_LATIN.fullmatch(word) is None for word in words):
        return []
    return [" ".join((*words[at:], *words[:at])) for at in range(1, len(words))]
