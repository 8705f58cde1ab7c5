"""Tokens: the words of a text with their offsets, over one vocabulary of distinct words."""
