"""Text messages: parts, alphabets, and the frame that gateways and the law ask for."""

import pytest

from rules import sms
from rules.sms import Encoding


@pytest.mark.parametrize(
    ("words", "units", "parts", "encoding"),
    [
        ("", 0, 1, Encoding.gsm7),
        ("a" * 160, 160, 1, Encoding.gsm7),
        ("a" * 161, 161, 2, Encoding.gsm7),
        ("a" * 306, 306, 2, Encoding.gsm7),
        ("a" * 307, 307, 3, Encoding.gsm7),
        ("€" * 80, 160, 1, Encoding.gsm7),
        ("a" * 152 + "€" + "a" * 152, 306, 3, Encoding.gsm7),
        ("还" * 70, 70, 1, Encoding.ucs2),
        ("还" * 71, 71, 2, Encoding.ucs2),
        ("还" * 134, 134, 2, Encoding.ucs2),
        ("还" * 66 + "𡸅" + "还" * 66, 134, 3, Encoding.ucs2),
        ("a" * 159 + "’", 160, 3, Encoding.ucs2),
    ],
)
def test_a_text_is_counted_as_it_travels(words, units, parts, encoding):
    found = sms.counted(words)

    assert (found.units, found.parts, found.encoding) == (units, parts, encoding)


def test_the_mainland_counts_every_sign_alike():
    assert sms.counted("a" * 71, "cn").parts == 2
    assert sms.counted("a" * 71, "us").parts == 1


def test_the_signs_that_cost_are_named():
    assert sms.counted("Dear 张伟, 张").foreign == "张伟"


@pytest.mark.parametrize(
    ("body", "language", "framed"),
    [
        ("请回电", "zh_Hans", "【明德】请回电\n拒收请回复R"),
        ("【明德】请回电。回T退订", "zh_Hans", "【明德】请回电。回T退订"),
        ("Call us", "en", "明德: Call us\nReply STOP to opt out."),
        ("Mingde: call us. Reply STOP to opt out.", "en", "Mingde: call us. Reply STOP to opt out."),
    ],
)
def test_a_text_names_its_sender_and_the_way_to_stop_once(body, language, framed):
    assert sms.framed(body, "明德", language) == framed
