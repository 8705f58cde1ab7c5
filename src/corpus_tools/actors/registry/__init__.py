"""The registry: actors and their names, read from a file, checked and compiled for matching."""
