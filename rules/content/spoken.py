"""English words of a text for the content check: contractions opened, disguised words recognised."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rules.content.fold import Folded, Letters

Token = tuple[str, int, int]

TWO_WORDS = re.compile(r"[^\W\d_]{2,20}[ '’-]{1,3}[a-zA-Z0-9@$]{2,20}", re.ASCII)
WORD = re.compile(
    r"[ap]\.m\b\.?|\b(?:mr|mrs|ms|dr|st)\.|\d+(?:[.,]\d+)*(?![a-z])"
    r"|[a-z0-9@$€*|]+(?:[!'’][a-z0-9@$*]+)*|[.!?。;,:()\n—]|(?<= )-(?= )"
)
SPELLED = re.compile(r"(?<![a-z0-9@$'])[a-z0-9@$](?:[ .\-_*/|~+]{1,2}[a-z0-9@$](?![a-z0-9@$'])){2,}")
SPACED_WORD = re.compile(r"[a-z0-9@$](?: [a-z0-9@$])*")
MARKED_WORD = re.compile(r"[a-z0-9@$](?:[.\-_*/|~+][a-z0-9@$])*")
MARKS = frozenset(".-_*/|~+")
LITTLE = frozenset("we us my me of to in is am be do so at on it he by or no go".split())
LEET = tuple(str.maketrans("01345678@$!|€92", f"o{one}easgtbasilegz") for one in "il")
SHORT = {"n't": "not", "'ll": "will", "'re": "are", "'ve": "have", "'d": "would", "'m": "am"}
WHOLE = dict(
    pair.split("=")
    for pair in (
        "can't=can not; cannot=can not; won't=will not; cant=can not; wont=will not; dont=do not; shan't=shall not; "
        "ain't=is not; gonna=going to; wanna=want to; gotta=have to; u=you; ur=your; ya=you; r=are; im=i am; "
        "youre=you are; let's=let us; lets=let us; it's=it is; that's=that is; he's=he is; she's=she is; who's=who is; "
        "what's=what is; there's=there is; here's=here is; ill=i will; y'all=you; imma=i will; couldnt=could not; "
        "wouldnt=would not; didnt=did not; doesnt=does not; isnt=is not; youll=you will; theyll=they will; pls=please; "
        "plz=please; ppl=people; thru=through; tmrw=tomorrow; tmr=tomorrow; 2day=today; 2morrow=tomorrow"
    ).split("; ")
)


def has_words(text: str) -> bool:
    """Say whether a text holds Latin words worth reading as English: two in a row."""
    return TWO_WORDS.search(text) is not None


def spoken(rows: Letters, known: frozenset[str]) -> Folded:
    """Units of an English text: words in lower case, contractions opened, disguised words matched with `known` ones."""
    text = rows.text.replace("’", "'").replace("‘", "'")
    found = list(_joined(_tokens(text, known), known))
    starts = [rows.places[start] for _, start, _ in found]
    return Folded([word for word, _, _ in found], starts, [rows.places[end - 1] + 1 for _, _, end in found])


def _tokens(text: str, known: frozenset[str]) -> Iterator[Token]:
    done = 0
    for spelled in SPELLED.finditer(text):
        yield from _words(text, done, spelled.start(), known)
        yield from _spelled(spelled, known)
        done = spelled.end()
    yield from _words(text, done, len(text), known)


def _spelled(found: re.Match[str], known: frozenset[str]) -> Iterator[Token]:
    """Put letters that stand apart back into words; wider gaps, or spaces between marked letters, part them."""
    shape = SPACED_WORD if MARKS.isdisjoint(found.group()) else MARKED_WORD
    for part in shape.finditer(found.group()):
        places = [found.start() + at for at in range(part.start(), part.end(), 2)]
        yield from _segmented("".join(found.string[at] for at in places), places, known)


def _segmented(joined: str, places: list[int], known: frozenset[str]) -> Iterator[Token]:
    """Cut letters into words, the longest known word first."""
    at = 0
    while at < len(joined):
        for length in range(min(14, len(joined) - at), 0, -1):
            word = _unmasked(joined[at : at + length], known)
            if length == 1 or word in known or word in LITTLE:
                yield word, places[at], places[at + length - 1] + 1
                at += length
                break


def _words(text: str, start: int, end: int, known: frozenset[str]) -> Iterator[Token]:
    for found in WORD.finditer(text, start, end):
        for word in _opened(found.group(), known):
            yield word, found.start(), found.end()


def _opened(word: str, known: frozenset[str]) -> Iterable[str]:
    """Open contractions and take off disguises."""
    if word in WHOLE:
        return WHOLE[word].split(" ")
    for tail, full in SHORT.items():
        if word.endswith(tail) and len(word) > len(tail):
            return word[: -len(tail)], full
    if word.endswith("'s"):
        return word[:-2], "'s"
    return (_unmasked(word, known),)


@lru_cache(maxsize=8192)
def _unmasked(word: str, known: frozenset[str]) -> str:
    """The known word behind digits for letters, stars, and letters said twice too often; else the word itself."""
    if word in known or len(word) < 3 or len(word) > 24 or word.isdigit():
        return word
    plainer = word.strip("'")
    if "*" in word and any("a" <= char <= "z" for char in word):
        shape = re.compile(re.escape(word).replace(r"\*", "[a-z]"))
        return min((name for name in known if len(name) == len(word) and shape.fullmatch(name)), default=word)
    for table in LEET:
        leet = plainer.translate(table)
        for guess in (leet, re.sub(r"(.)\1+", r"\1", leet), re.sub(r"(.)\1+", r"\1\1", leet)):
            if guess in known:
                return guess
    return plainer if plainer.isalpha() else word


def _joined(tokens: Iterable[Token], known: frozenset[str]) -> Iterator[Token]:
    """Join two to four neighbouring scraps that make one long known word ("ar.rest", "po lice")."""
    rows = list(tokens)
    at = 0
    while at < len(rows):
        taken = _scraps(rows, at, known)
        yield taken[0] if taken else rows[at]
        at += taken[1] if taken else 1


def _scraps(rows: list[Token], at: int, known: frozenset[str]) -> tuple[Token, int] | None:
    """The known word that begins with the scrap at `at`, and how many units it takes."""
    word = rows[at][0]
    if not word.isalpha() or len(word) > 7:
        return None
    for ahead in range(at + 1, min(at + 8, len(rows))):
        scrap, start, end = rows[ahead]
        if start - rows[ahead - 1][2] > 1 or len(word) > 14 or not (scrap.isalpha() or scrap in ".,!:"):
            break
        if scrap.isalpha():
            word += scrap
            if len(word) > 5 and word in known and not _plain_words(rows, at, ahead, known):
                return (word, rows[at][1], end), ahead - at + 1
    return None


def _plain_words(rows: list[Token], first: int, last: int, known: frozenset[str]) -> bool:
    """Say whether the scraps are all words by themselves ("some one"), so that nothing was hidden."""
    return all(len(word) > 2 and word in known for word, _, _ in rows[first : last + 1])
