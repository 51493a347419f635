"""The log: every session there is, to find, correct, take apart and put together."""
