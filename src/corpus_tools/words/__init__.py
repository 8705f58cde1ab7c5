"""Words: the clitics, stem and lemma of each distinct word (see README.md)."""
