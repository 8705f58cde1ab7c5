"""Matching: where the names of a registry stand in a text, and which actors they mean there."""
