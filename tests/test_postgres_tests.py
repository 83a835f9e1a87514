"""The choice of what PostgreSQL runs: no kind of statement is left out, and none is asked at a dear price."""

from hypothesis import given
from hypothesis import strategies as st

from tools.postgres_tests import Asked, chosen, kinds

ASKED = st.builds(Asked, st.frozensets(st.sampled_from("abcdef")), st.floats(0, 9))


@given(st.dictionaries(st.sampled_from("12345678"), ASKED))
def test_together_the_chosen_ask_everything_and_each_asks_something_that_no_other_does(tests):
    names = chosen(tests)

    def asked(some):
        return set().union(*(tests[name].kinds for name in some))

    assert asked(names) == asked(tests)
    assert all(asked(set(names) - {name}) != asked(tests) for name in names)


def test_the_cheaper_of_two_that_ask_the_same_is_chosen():
    assert chosen({"dear": Asked(frozenset("a"), 2), "cheap": Asked(frozenset("a"), 1)}) == ["cheap"]


def test_lists_of_any_length_are_one_kind_and_each_column_that_is_written_is_one():
    assert kinds("SELECT a FROM b WHERE b.c IN (?, ?, ?)") == kinds("SELECT a FROM b\nWHERE b.c IN (?)")
    assert kinds("SELECT a FROM b WHERE b.c IN (?)") != kinds("SELECT a FROM b WHERE b.d IN (?)")
    assert kinds("INSERT INTO a (b, c) VALUES (?, ?), (?, ?)") == kinds("INSERT INTO a (b) VALUES (?)") | kinds(
        "INSERT INTO a (c) VALUES (?)"
    )
    assert kinds("UPDATE a SET b=?, c=? WHERE a.id = ?") > kinds("UPDATE a SET c=? WHERE a.id = ?")
