"""The session in progress as a busy event, in a file or in a calendar of the person's choice."""
