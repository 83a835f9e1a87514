"""Tests: one file per noun, one story, the structure and the browser."""
