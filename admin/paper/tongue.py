"""In which words, days and amounts a paper is written: by its language, and in English by the country of its reader."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask_babel import force_locale

from models.base import Language
from models.lender import Lender
from services.paper import letterhead


@contextmanager
def reading(lender: Lender, language: str) -> Iterator[None]:
    """Write as readers of the lender do; only English differs by country in what our catalogues say."""
    with force_locale(letterhead.locale(lender, language) if language == Language.en else str(language)):
        yield
