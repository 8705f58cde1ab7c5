"""A corpus on disk: made of files part by part, brought up to date, and opened at once."""
