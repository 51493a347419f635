"""What a proposal looks at: the place, the company, the links and the words of an event."""
