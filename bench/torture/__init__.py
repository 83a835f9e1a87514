"""Torture: the house is killed and cut off from what it needs, starts again, and must have kept every promise."""
