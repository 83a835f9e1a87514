"""Handing over: by load and language, all cases of a borrower to one person."""

from rules.handover import Pile, Taker, Why, place, share


def test_the_fewest_cases_decide_among_those_who_work_in_the_language():
    takers = [Taker(1, 9, "en"), Taker(2, 0, "zh_Hans"), Taker(3, 10, "en")]
    piles = [Pile(11, 1, "en"), Pile(12, 2, "en"), Pile(13, 1, "en"), Pile(14, 5, "zh_Hans")]

    assert share(piles, takers) == {11: 1, 12: 1, 13: 3, 14: 2}


def test_a_language_nobody_works_in_goes_by_load_alone():
    assert share([Pile(11, 1, "zh_Hant")], [Taker(1, 3, "en"), Taker(2, 1, "zh_Hans")]) == {11: 2}


def test_who_has_other_cases_of_a_borrower_takes_these_too():
    takers = [Taker(1, 9, "en"), Taker(2, 0, "en")]
    assert share([Pile(11, 1, "en", with_person=1), Pile(12, 1, "en", with_person=7)], takers) == {11: 1, 12: 2}


def test_nobody_takes_what_there_is_no_taker_for():
    assert share([Pile(11, 1, "en")], []) == {}


def test_who_had_them_before_goes_on_with_them_while_there_is_room():
    takers = [Taker(1, 9, "en", cases=9, most=10), Taker(2, 0, "zh_Hans")]

    found = place([Pile(11, 1, "zh_Hans", before=1), Pile(12, 1, "en", before=1)], takers)

    assert found == {11: (1, Why.before), 12: (2, Why.least)}


def test_nobody_gets_more_than_they_may_have_but_all_cases_of_a_borrower_stay_together():
    takers = [Taker(1, 0, "en", cases=4, most=5), Taker(2, 3, "en", cases=5, most=5)]

    found = place([Pile(11, 2, "en"), Pile(12, 1, "en"), Pile(13, 1, "en"), Pile(14, 3, "en", with_person=2)], takers)

    assert found == {12: (1, Why.language), 14: (2, Why.theirs)}


def test_who_leaves_within_days_gets_none_while_others_are_there():
    leaving, staying = Taker(1, 0, "en", leaves=True), Taker(2, 50, "zh_Hans")

    assert share([Pile(11, 1, "en")], [leaving, staying]) == {11: 2}
    assert share([Pile(11, 1, "en")], [leaving]) == {11: 1}
