"""The grammar of time expressions: from the words of a text to what they say, nothing calculated."""
