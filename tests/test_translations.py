"""Every string that a person sees stands in all three languages, with the same places to fill."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
PLACE = re.compile(r"%\((\w+)\)")


def single(text: object) -> str:
    """The text, or the singular of a pair."""
    return text if isinstance(text, str) else str(next(iter(text or [""])))  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def texts():
    """Every text that the source marks, as `make translations` collects them."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, strip_comment_tags=True)
    return {single(text) for _, _, text, _, _ in found}


def catalogue(language: str) -> Catalog:
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def sentences(language: str) -> dict[str, str]:
    """The translated texts by their English (singular) text."""
    return {single(row.id): single(row.string) for row in catalogue(language) if row.id}


@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_no_text_is_left_untranslated(texts, language):
    translated = sentences(language)

    assert len(texts) > 500
    assert sorted(text for text in texts if not translated.get(text)) == []


@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_a_translation_fills_the_same_places(texts, language):
    translated = sentences(language)

    assert [text for text in texts if set(PLACE.findall(text)) != set(PLACE.findall(translated.get(text, "")))] == []


def test_traditional_is_not_simplified():
    simplified_only = set("们这为还帐达续务询请设记说让证状")

    assert [text for text in sentences("zh_Hant").values() if simplified_only & set(text)] == []
