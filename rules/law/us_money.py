"""Money law of the United States as rows."""

# One payment over several debts never goes to a disputed one (12 CFR 1006.30(c); text as of 2026-03-09).
SPARE_DISPUTED_LICENCES = frozenset({"us_third_party", "us_first_party"})
