"""One word list for each region, and every text of the house read by it."""

import re

import pytest
from babel.messages.pofile import read_po

from rules import region
from tests import ROOT

CATALOGUE = ROOT / "translations" / "zh_Hant" / "LC_MESSAGES" / "messages.po"
TEMPLATES = sorted((ROOT / "templates").rglob("*.zh_Hant.*"))
CODE = sorted(path for folder in ("services", "admin") for path in (ROOT / folder).rglob("*.py"))
TRADITIONAL = re.compile(r'"zh_Hant": \(?(.*)')


def texts(message):
    return [message.string] if isinstance(message.string, str) else list(message.string or ())


def test_every_sentence_of_the_catalogue_is_in_the_words_of_taiwan():
    with CATALOGUE.open("rb") as file:
        found = [(text, region.wrong(text)) for each in read_po(file) if each.id for text in texts(each)]

    assert len(found) > 1000
    assert [(text, words) for text, words in found if words] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_template_is_in_the_words_of_taiwan(path):
    assert region.wrong(path.read_text(encoding="utf-8")) == []


def test_what_stands_in_the_code_is_in_the_words_of_taiwan():
    found = [
        (path.name, line, region.wrong(line))
        for path in CODE
        for line in TRADITIONAL.findall(path.read_text(encoding="utf-8"))
    ]

    assert len(found) > 5
    assert [each for each in found if each[2]] == []


def test_the_list_names_no_word_that_it_recommends():
    assert [word for word in region.TAIWAN.values() if region.wrong(word)] == []
    assert set(region.HONG_KONG) & set(region.TAIWAN) == set()


def test_hong_kong_reads_its_own_words():
    assert region.spoken("契約的還款計畫，申訴請發電子郵件", "zh_Hant", "hk") == "合約的還款計劃，投訴請發電郵"
    assert region.spoken("契約", "zh_Hant", "tw") == "契約"
    assert region.spoken("合同", "zh_Hans", "hk") == "合同"
