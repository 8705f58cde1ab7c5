"""What the command `corpus-tools` does: a module for each group of its verbs."""
