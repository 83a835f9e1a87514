"""The chain of the trail: what breaks it, what does not, and where."""

import pytest

from rules import audit
from rules.audit import EMPTY, Link

SALT = bytes(16)


def chain(count=4):
    """A chain that holds."""
    links, before = [], audit.START
    for place in range(1, count + 1):
        body, values = [str(place * 10), "lin", None], ['{"a": [1, 2]}', "why"]
        told = audit.told(SALT, values)
        before = audit.digest(before, place, body, told)
        links.append(Link(place, place * 10, body, values, SALT, told, before))
    return links


def found(links, erased=()):
    return [(each.place, each.entry_id, each.what) for each in audit.breaks(links, frozenset(erased))]


def test_a_chain_that_nobody_touched_holds():
    assert found(chain()) == []
    assert found([]) == []


@pytest.mark.parametrize(
    ("place", "change", "what"),
    [
        (2, {"body": ["20", "Lin", None]}, "changed"),
        (2, {"body": ["20", "lin", ""]}, "changed"),
        (3, {"values": ['{"a": [1,2]}', "why"]}, "changed"),
        (3, {"values": ['{"a": [1, 2]}', "who"]}, "changed"),
        (1, {"body": None}, "deleted"),
        (4, {"salt": bytes(15) + b"1"}, "changed"),
        (4, {"told": bytes(32)}, "changed"),
        (2, {"salt": None}, "emptied"),
        (2, {"salt": None, "values": EMPTY}, "emptied"),
    ],
)
def test_one_byte_changed_is_found_and_named_alone(place, change, what):
    links = chain()
    links[place - 1] = links[place - 1]._replace(**change)

    assert found(links) == [(place, place * 10, what)]


def test_a_digest_changed_breaks_its_link_and_the_next():
    links = chain()
    links[1] = links[1]._replace(digest=bytes(32))

    assert [place for place, *_ in found(links)] == [2, 3]


def test_a_link_that_is_gone_or_swapped_is_found():
    assert found([link for link in chain() if link.place != 2])[0] == (2, 30, "missing")

    one, two, *rest = chain()
    assert found([two._replace(place=1), one._replace(place=2), *rest])[0][0] == 1


def test_an_erasure_that_was_noted_leaves_the_chain_whole():
    links = chain()
    links[1] = links[1]._replace(values=EMPTY, salt=None)

    assert found(links, erased={20}) == []
    links[1] = links[1]._replace(values=("{}", "new"))
    assert found(links, erased={20}) == [(2, 20, "emptied")]


def test_the_digest_of_rows_tells_their_order_and_values():
    assert audit.rows([{"a": 1}, {"a": 2}]) != audit.rows([{"a": 2}, {"a": 1}])
    assert audit.rows([1, 2]) == audit.rows(iter([1, 2]))
