"""Cleaning: documents -> texts and edits."""
