"""Copies of the same wire story: documents that have most of their words in common, in the same order."""
