"""European Union: rows kept for people until a lender there is served."""

from rules.law.row import table

TEXT = """
EU-01 law M 2023-12-30 -
  Credit servicers: no harassment/undue influence; notify borrower before first collection after transfer.
  @ Dir. (EU) 2021/2167 arts 10
EU-02 law M 2026-11-20 -
  Forbearance before enforcement; default charges capped by Member State.
  @ Dir. (EU) 2023/2225 art. 35
EU-03 law M 2018-05-25 -
  GDPR storage limitation, objection, erasure.
  @ GDPR 5(1)(e), 17, 21
"""

ROWS = table(TEXT)
