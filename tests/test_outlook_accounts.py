"""The outlook on real accounts: what it tells on a third that it never saw, and what it does not tell of chance."""

import random
from decimal import Decimal
from statistics import mean

import pytest

from rules import outlook
from rules.outlook import Verdict, prior, quality
from tests import accounts

D = Decimal


@pytest.fixture(scope="module")
def rows():
    return accounts.accounts()


@pytest.fixture(scope="module")
def known(rows):
    """Two thirds, of which the shipped table was made."""
    return [row for row in rows if row.id % 3]


@pytest.fixture(scope="module")
def unseen(rows):
    return [row for row in rows if row.id % 3 == 0]


SHIPPED = {each.cell: each.rate for each in prior.shipped()}


def told(unseen, own, table):
    found = accounts.counted(unseen)
    return [quality.Told(outlook.rate(cell, own, table), *counted) for cell, counted in found.items()]


def test_the_shipped_table_is_what_the_first_two_thirds_say(known):
    found = accounts.counted(known)

    assert {each.cell: each.cases for each in prior.shipped() if each.cases} == {
        cell: counted.cases for cell, counted in found.items()
    }


@pytest.mark.parametrize("own", [False, True])
def test_on_a_third_that_was_never_seen_it_tells_apart_and_comes_true(known, unseen, own):
    found = told(unseen, accounts.counted(known) if own else {}, {} if own else SHIPPED)

    assert quality.auc(found) >= D("0.73")
    assert quality.calibration_error(found) <= D("0.03")


def test_a_hundred_own_cases_blended_with_the_table_are_as_good(known, unseen):
    draws = (random.Random(seed).sample(known, 100) for seed in range(20))

    assert mean(quality.auc(told(unseen, accounts.counted(draw), SHIPPED)) for draw in draws) >= D("0.73")


@pytest.mark.parametrize("seed", range(5))
def test_of_chance_it_tells_nothing(known, unseen, seed):
    own = accounts.counted(accounts.shuffled(known, seed))

    for third in (accounts.shuffled(unseen, seed + 100), unseen):
        assert abs(quality.auc(told(third, own, {})) - D("0.5")) <= D("0.02")
    said = {outlook.of(cell, own, {}).verdict for cell in own}
    assert said <= {Verdict.no_different, Verdict.cannot_tell}
    assert Verdict.no_different in said


def test_of_real_cases_most_cells_differ_from_the_rest(known):
    own = accounts.counted(known)
    verdicts = {cell: outlook.of(cell, own, {}).verdict for cell in own}

    different = sum(own[cell].cases for cell, found in verdicts.items() if found == Verdict.told)
    assert different > 0.8 * len(known)
