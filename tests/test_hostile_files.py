"""Hostile files: refused before any parser meets them, and none holds a writer."""

import io

import pytest

from bench import bank as bench
from rules.errors import RuleError
from services.portfolio import Source
from services.portfolio import file as portfolio_file
from services.receipt import file, reading
from tests import bank_files


@pytest.mark.parametrize("name", ["a row far away", "a cell in column XFD", "large styles", "deep XML"])
def test_a_hostile_workbook_is_refused_by_both_uploads(name):
    data = bench.hostile()[name]

    for read in (portfolio_file.read, lambda found: reading.read(Source(found, "a.xlsx"))):
        with pytest.raises(RuleError):
            read(io.BytesIO(data))


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="&#50;0000000"/>',
        '<row spans="1:1" r="20000000"/>',
        "<row r='1048577'/>",
        '<x:row r="20000000"/>',
        '<row r="1"/><row r="900000"/>',
        '<row r="1"><c s="1" r="AAA1"/></row>',
    ],
)
def test_a_row_or_column_beyond_all_tables_is_found_however_it_is_written(cells):
    with pytest.raises(RuleError):
        portfolio_file.read(io.BytesIO(bench.workbook(bench.SHEET % cells)))


def test_a_workbook_as_people_save_it_passes():
    data = bank_files.workbook([["Date", "Amount", *[f"c{n}" for n in range(300)]], ["2026-11-05", "1.00"]])

    assert portfolio_file.read(io.BytesIO(data)).sheets[0].headers[:2] == ("Date", "Amount")


@pytest.mark.parametrize("name", ["a deep statement", "deep OFX"])
def test_a_hostile_statement_is_refused(app, name):
    with pytest.raises(RuleError, match="nests"):
        file.opened(Source(io.BytesIO(bench.hostile()[name]), name), 0)


def test_a_line_without_end_is_cut_into_bounded_ones(app):
    data = b"a,b\n" + b"x" * (3 << 20)

    with pytest.raises(RuleError):
        list(portfolio_file.read(io.BytesIO(data)).sheets[0].rows())
