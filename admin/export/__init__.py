"""Exports that wait for a second person."""
