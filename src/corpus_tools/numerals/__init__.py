"""Numerals: Arabic numbers and ordinals, in digits and in words."""
