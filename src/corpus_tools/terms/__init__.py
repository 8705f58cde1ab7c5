"""Terms: what is counted in words, from frequencies to concordances."""
