"""Pages of the house itself: Set-up, the glossary, the tour and what waits for a person."""
