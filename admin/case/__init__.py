"""The page of a case: one file for each panel."""
