"""What holds for all tests."""

from hypothesis import settings

# No test waits on a clock: how long an example takes is the machine's affair.
settings.register_profile("any_machine", deadline=None, max_examples=40)
settings.load_profile("any_machine")
