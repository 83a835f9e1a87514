"""Receipts: what a bank or wallet says in a file, line by line; every word known, or asked about."""

from rules.receipt.columns import FIELDS as FIELDS
from rules.receipt.columns import HEADERS as HEADERS
from rules.receipt.columns import Columns as Columns
from rules.receipt.columns import choose as choose
from rules.receipt.columns import is_by_payers as is_by_payers
from rules.receipt.columns import is_whole as is_whole
from rules.receipt.columns import propose as propose
from rules.receipt.line import RECEIPTS as RECEIPTS
from rules.receipt.line import UNSIGNED as UNSIGNED
from rules.receipt.line import LineKind as LineKind
from rules.receipt.line import Outcome as Outcome
from rules.receipt.line import ReceiptRow as ReceiptRow
from rules.receipt.line import parser as parser
