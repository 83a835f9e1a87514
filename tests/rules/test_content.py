"""The content check: what must be found, what must not, where it stands, and how fast."""

import csv
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import content as bench
from rules import content
from rules.content import en, en_law, en_third, glyph, zh, zh_law, zh_money, zh_third
from rules.content import frame as frames
from rules.content.simplified import SIMPLIFIED
from services.examples import contact as examples
from tests import ROOT, WORKED, real_data, thorough
from tools import simplified_table

TEXTS = Path(__file__).with_name("content.tsv")
MESSAGES = ROOT / "templates" / "messages"
ROWS = [line.split("\t") for line in TEXTS.read_text("utf-8").split("\n")[1:] if line]
SEEDS = [
    "不",
    "警察来抓你",
    "1",
    "1,",
    "a ",
    "p.o.l.i.c.e ",
    "我不会收拾你",
    "“",
    "if you ",
    "not kill you ",
    "法院【",
    "*a",
]


def categories(text, language="zh-Hans", recipient="borrower"):
    return {finding.category for finding in content.check(text, language, recipient)}


def read(name):
    with real_data.path(name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_the_table_of_simplified_characters_is_up_to_date():
    pytest.importorskip(simplified_table.PACKAGE)

    assert simplified_table.PAGE.read_text("utf-8") == simplified_table.page(), "Run make simplified."


def test_no_variant_repeats_what_the_public_table_says_already():
    assert {char for char, plain in glyph.VARIANTS.items() if SIMPLIFIED.get(char, char) == plain} == set()


@pytest.mark.parametrize(("expected", "language", "recipient", "text"), ROWS)
def test_every_wording_gets_its_category_and_every_near_miss_gets_none(expected, language, recipient, text):
    found = categories(text, language, recipient)

    assert found == set() if expected == "none" else expected in found


@pytest.mark.parametrize(("expected", "language", "recipient", "text"), ROWS)
def test_a_phrase_is_cut_out_of_the_original_text(expected, language, recipient, text):
    for finding in content.check(text, language, recipient):
        assert 0 <= finding.start < finding.end <= len(text)
        assert text[finding.start : finding.end] == finding.phrase


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("您好，再不还钱小 心 你 家 人", "再不还钱小 心 你 家 人"),
        ("尊敬的客户：明天警.察就来抓你。谢谢", "警.察就来抓你"),
        ("您好。你就是老\u200b赖。", "你就是老\u200b赖"),
        ("Hello. The p0lice will arrest you tomorrow. Bye.", "The p0lice will arrest you tomorrow"),
        ("Dear Sam, Ｗｅ ｗｉｌｌ ｈｕｒｔ ｙｏｕ.", "Ｗｅ ｗｉｌｌ ｈｕｒｔ ｙｏｕ"),
    ],
)
def test_the_marked_phrase_holds_the_disguise(text, phrase):
    found = content.check(text, "en" if text.isascii() or "Ｗ" in text else "zh-Hans", "borrower")

    assert any(finding.phrase in phrase and len(finding.phrase) >= len(phrase) * 0.6 for finding in found)


@pytest.mark.parametrize(
    "word", ["法院", "起诉", "警察", "公安", "坐牢", "冻结", "律师", "征信", "传票", "arrest", "police"]
)
def test_a_word_alone_is_never_a_hit(word):
    assert categories(word, "en" if word.isascii() else "zh-Hans", "third_party") <= {"CT-TPDISC"}
    assert categories(word, "en" if word.isascii() else "zh-Hans") == set()


def test_a_debt_may_be_named_to_the_borrower_and_the_guarantor_but_to_nobody_else():
    text = "张伟的贷款3,200元已逾期12天"

    assert categories(text, recipient="borrower") == set()
    assert categories(text, recipient="guarantor") == set()
    assert categories(text, recipient="third_party") == {"CT-TPDISC"}


@pytest.mark.parametrize(
    ("said", "denied"),
    [
        ("我们会把你的照片发到朋友圈", "我们不会把你的照片发到朋友圈"),
        ("明天警察就来抓你", "警察不会因为这个来抓你"),
        ("我们将联系你的家人", "我们不会联系你的家人"),
        ("We will call your boss.", "We will not call your boss."),
        ("We will freeze your account.", "We will never freeze your account."),
        ("This is the police.", "This is not the police."),
        ("Tell your parents to sell the house.", "Never tell your parents to sell the house."),
    ],
)
def test_a_negation_takes_the_meaning_away(said, denied):
    language = "en" if said.isascii() else "zh-Hans"

    assert categories(said, language)
    assert categories(denied, language) == set()


@pytest.mark.parametrize(
    "text",
    [
        "不还钱警察就来抓你",
        "别以为我们不会去你家砸东西",
        "If you do not pay the police will arrest you.",
        "No payment? Then we will break your legs.",
    ],
)
def test_a_negation_of_the_payment_takes_nothing_away(text):
    assert categories(text, "en" if text.isascii() else "zh-Hans")


def test_a_text_in_two_languages_is_read_in_both():
    assert categories("您好，we will break your legs 谢谢") == {"CT-THREAT"}
    assert categories("Hello 明天警察就来抓你 bye", "en") >= {"CT-FALSELAW"}


def test_every_group_of_words_is_used_by_a_frame():
    for speech, modules in (
        (content.chinese(), (zh, zh_law, zh_money, zh_third)),
        (content.english(), (en, en_law, en_third)),
    ):
        assert {name for module in modules for name in module.GROUPS} <= speech.bits.keys()


def test_a_frame_with_an_unknown_group_is_refused():
    with pytest.raises(KeyError, match="NOBODY"):
        frames.tongue({"WE": ["we"]}, {"CT-THREAT": "\n    - WE 3 NOBODY\n"}, " ")


@pytest.mark.parametrize("path", sorted(MESSAGES.glob("*.txt")), ids=lambda path: path.stem)
def test_the_messages_that_we_ship_are_clean(path):
    language = path.stem.split(".")[-1].replace("_", "-")

    assert content.check(path.read_text("utf-8"), language, "borrower") == []


def test_a_wrapped_line_hides_nothing_and_an_empty_one_ends_the_sentence():
    assert categories("The police will\narrest you.", "en") == {"CT-FALSELAW"}
    assert categories("明天警察\n就来抓你") == {"CT-FALSELAW"}
    assert categories("我是\n\n法院的") == set()


def test_a_group_of_words_stands_in_one_table():
    for modules in (
        (zh, zh_law, zh_money, zh_third),
        (en, en_law, en_third),
    ):
        names = [name for module in modules for name in module.GROUPS]
        assert sorted(names) == sorted(set(names))


def test_that_others_will_be_told_is_looked_for_in_messages_to_the_borrower():
    text = "我们将联系你的家人和单位"

    assert categories(text) == {"CT-THIRD"}
    assert categories(text, recipient="guarantor") == {"CT-THIRD"}
    assert "CT-THIRD" not in categories(text, recipient="third_party")


@pytest.mark.parametrize(
    "file", [WORKED / "content.json", Path(__file__).with_name("content_cases.json")], ids=lambda file: file.name
)
def test_the_worked_examples_agree(file):
    for example in json.loads(file.read_text("utf-8")):
        found, expected = examples.KINDS["content"](example)["categories"], example["expect"]["categories"]
        assert set(expected) <= set(found) if expected else found == [], example["id"]


def test_fewer_than_two_in_a_hundred_inoffensive_texts_are_flagged():
    texts = [row["TEXT"] for row in read("cold_dev.csv") if row["label"] == "0"]
    flagged = sum(bool(content.check(text, "zh-Hans", "borrower")) for text in texts)

    print(f"COLD, not offensive: {flagged} of {len(texts)} flagged")
    assert flagged / len(texts) < 0.02


def test_no_complaint_breaks_the_check():
    texts = [row["Consumer complaint narrative"] for row in read("cfpb_debt_collection_narratives.csv")]
    flagged = sum(bool(content.check(text, "en", "borrower")) for text in texts)

    print(f"Complaints: {flagged} of {len(texts)} flagged")
    assert len(texts) > 100


@settings(max_examples=thorough.examples(300))
@given(st.text(max_size=300), st.sampled_from(["zh-Hans", "zh-Hant", "en"]))
def test_no_text_breaks_the_check(text, language):
    for finding in content.check(text, language, "third_party"):
        assert text[finding.start : finding.end] == finding.phrase


@settings(max_examples=thorough.examples(200))
@given(
    st.lists(st.sampled_from([row[3] for row in ROWS] + SEEDS), max_size=6),
    st.sampled_from(["", " ", "\n", "\u200b", "，"]),
)
def test_no_mixture_of_texts_breaks_the_check(parts, joiner):
    text = joiner.join(parts)

    for finding in content.check(text, "zh-Hans", "third_party"):
        assert text[finding.start : finding.end] == finding.phrase


@pytest.mark.heavy
@pytest.mark.parametrize("seed", SEEDS)
def test_the_time_grows_with_the_text_and_no_faster(seed):
    def spent(length):
        text = (seed * length)[:length]
        began = time.process_time()
        content.check(text, "zh-Hans", "third_party")
        content.check(text, "en", "third_party")
        return time.process_time() - began

    assert spent(100_000) < 10 * spent(20_000) + 1


def test_the_benchmark_reads_texts_of_two_hundred_characters():
    texts = bench.texts()
    forbidden = {name for name, (text, language) in texts.items() if content.check(text, language, "borrower")}

    assert {len(text) for text, _ in texts.values()} == {bench.LENGTH}
    assert forbidden == {"offending"}
