"""Buckets of days past due."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules import bucket
from rules.bucket import Bucket
from rules.errors import RuleError

EDGES = (0, 7, 15, 30, 60)


@pytest.mark.parametrize(
    "buckets",
    [
        [],
        [Bucket(1, 1)],
        [Bucket(1, None)],
        [Bucket(31, 60), Bucket(1, 30)],
        [Bucket(1, 3), Bucket(10, None)],
    ],
)
def test_gaps_and_any_order_are_allowed(buckets):
    bucket.check(buckets)


@pytest.mark.parametrize(
    ("buckets", "reason"),
    [
        ([Bucket(0, 3)], "min_not_positive"),
        ([Bucket(-1, None)], "min_not_positive"),
        ([Bucket(5, 4)], "min_over_max"),
        ([Bucket(1, 30), Bucket(30, 60)], "overlap"),
        ([Bucket(10, 20), Bucket(1, 30)], "overlap"),
        ([Bucket(1, 30), Bucket(1, 30)], "overlap"),
        ([Bucket(1, 30), Bucket(20, None)], "overlap"),
        ([Bucket(31, 60), Bucket(1, None)], "open_not_last"),
        ([Bucket(1, None), Bucket(1, None)], "open_not_last"),
    ],
)
def test_a_wrong_set_is_refused_with_its_reason(buckets, reason):
    with pytest.raises(RuleError) as refused:
        bucket.check(buckets)

    assert refused.value.values["reason"] == reason


def test_edges_name_the_buckets():
    assert bucket.names(EDGES) == ["not due", "1-7", "8-15", "16-30", "31-60", "61+"]
    assert bucket.names([0]) == ["not due", "1+"]


@pytest.mark.parametrize("edges", [[], [1, 7], [0, 7, 7], [0, 30, 15]])
def test_edges_that_do_not_rise_from_0_are_refused(edges):
    with pytest.raises(RuleError, match="Edges"):
        bucket.names(edges)


@pytest.mark.parametrize(
    ("days", "name"),
    [(-5, "not due"), (0, "not due"), (1, "1-7"), (7, "1-7"), (8, "8-15"), (60, "31-60"), (61, "61+"), (999, "61+")],
)
def test_days_fall_into_the_bucket_that_names_them(days, name):
    assert bucket.names(EDGES)[bucket.index(days, EDGES)] == name


@given(st.lists(st.integers(1, 400), unique=True).map(sorted), st.integers(1, 500))
def test_buckets_between_edges_are_a_valid_set_and_agree_with_their_index(later, days):
    edges = [0, *later]
    buckets = [Bucket(left + 1, right) for left, right in pairwise(edges)] + [Bucket(edges[-1] + 1, None)]

    bucket.check(buckets)
    assert [at for at, each in enumerate(buckets, 1) if bucket.holds(each, days)] == [bucket.index(days, edges)]
