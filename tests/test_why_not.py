"""Why a contact is not allowed: every rule of every law has words, and they name no id."""

import pytest

from admin.case import why
from rules.contact import BLOCKED, Decision
from rules.law import pack


@pytest.mark.parametrize("licence", pack.LICENCES)
def test_every_rule_that_may_stop_a_contact_has_words_of_its_own_kind(app, licence):
    found = pack.of(licence)
    with app.test_request_context():
        for name, check in (*found.standing, *found.daily, *found.timed, *found.pace):
            said = why.words(found, Decision(BLOCKED, (name,)))
            assert str(why.said(check)) in said
            assert all(name not in each and each.endswith(".") for each in said)


def test_two_rules_of_one_kind_are_said_once_and_a_flag_is_named(app):
    found = pack.of("uk_firm")
    names = tuple(name for name, _ in (*found.standing, *found.timed))
    with app.test_request_context():
        said = why.words(found, Decision(BLOCKED, names))
        assert len(said) == len(set(said))
        assert "The borrower is in a breathing space." in said
