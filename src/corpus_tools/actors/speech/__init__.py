"""Speech: what is reported, with which verb, and who says it."""
