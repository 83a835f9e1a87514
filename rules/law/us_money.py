"""Money law of the United States as rows."""

# One payment over several debts never goes to a disputed one (12 CFR 1006.30(c); reviewed 2026-06-22).
SPARE_DISPUTED_LICENCES = frozenset({"us_third_party", "us_first_party"})
