"""The words by which a name is found: each of its words, Chinese from any of its signs on, and pinyin initials."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from rules.fold import folded, plain_vowels
from rules.fold.initials import INITIALS

ALSO = {
    **dict.fromkeys("单折召", "s"),
    **dict.fromkeys("解洗省行", "x"),
    **dict.fromkeys("仇覃", "q"),
    **dict.fromkeys("查翟祭曾重长朝", "z"),
    **dict.fromkeys("员乐尉隗", "y"),
    **dict.fromkeys("缪万", "m"),
    **dict.fromkeys("种晁乘", "c"),
    **dict.fromkeys("繁朴", "p"),
    **dict.fromkeys("盖", "g"),
    "区": "o",
    "秘": "b",
    "宓": "f",
    "车": "c",
    "贾": "j",
    "石": "s",
    "那": "n",
    "沈": "s",
    "叶": "y",
    "和": "h",
}
"""Other readings that names have, most of them surnames: 单 Shan, 解 Xie, 仇 Qiu, 区 Ou, 万俟 Moqi, 尉迟 Yuchi."""
_SIGNS = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_PARTS = re.compile(r"[\s\-‐-―·•・/,]+")
LONGEST, MOST = 40, 60


@lru_cache(maxsize=65536)
def of(name: str) -> frozenset[str]:
    """The words of a name, folded; a text that begins one of them finds it. At most sixty of forty signs."""
    parts = dict.fromkeys([*name.split(), *_PARTS.split(name)])
    found = (word[:LONGEST] for part in parts for word in _words(_folded(part)))
    return frozenset(sorted(filter(None, found))[:MOST])


def asked(text: str) -> tuple[str, ...]:
    """What each word of a search has to begin, folded; nothing where it holds neither letters nor digits."""
    return tuple(filter(None, (_folded(part)[:LONGEST] for part in text.split())))


def _folded(part: str) -> str:
    return plain_vowels(folded(part))


def _words(word: str) -> Iterator[str]:
    yield word
    for run in _SIGNS.findall(word):
        yield from (run[at:] for at in range(len(run)))
        for letters in product(*((INITIALS.get(sign, ""), *ALSO.get(sign, "")) for sign in run[:4])):
            read = "".join(letters)
            yield from (read[at:] for at in range(len(read) - 1))
