"""What two texts have in common, and what went and came between them."""

from rules import message, sms
from rules.strategy.wording import GONE, KEPT, NEW, Piece, pieces


def test_words_and_places_are_told_apart_whole():
    assert pieces("Pay {{ amount }} now.", "Pay {{ contract }} now, please.") == [
        Piece(KEPT, "Pay "),
        Piece(GONE, "{{ amount }}"),
        Piece(NEW, "{{ contract }}"),
        Piece(KEPT, " now"),
        Piece(NEW, ", please"),
        Piece(KEPT, "."),
    ]


def test_a_script_without_spaces_is_told_apart_sign_by_sign():
    assert pieces("请回电", "请尽快回电") == [Piece(KEPT, "请"), Piece(NEW, "尽快"), Piece(KEPT, "回电")]
    assert pieces("", "") == []


def test_what_a_template_leaves_open_for_nothing_is_told_with_its_place():
    text = "Dear {{ addresed }}, {{ amount }} }} is due."

    assert message.faults(text) == [message.Fault(5, 19, "addresed"), message.Fault(34, 36, "")]
    assert message.faults("{{ amount }}", ("day",)) == [message.Fault(0, 12, "amount")]
    assert message.faults("{{ amount }}") == []


def test_a_text_says_who_sends_it_and_how_to_stop():
    assert not sms.lacks_sender("【银行】您好")
    assert sms.lacks_sender("您好")
    assert sms.lacks_way_out("您好")
    assert not sms.lacks_way_out("拒收请回复R")
