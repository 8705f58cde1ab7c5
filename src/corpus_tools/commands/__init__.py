"""The commands of `corpus-tools`, a module for each group."""
