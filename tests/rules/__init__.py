"""Tests of the rules by themselves: tables, no database, no application."""
