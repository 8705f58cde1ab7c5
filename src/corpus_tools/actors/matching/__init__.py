"""Matching: where the names of a registry stand in a text, and whose they are there."""
