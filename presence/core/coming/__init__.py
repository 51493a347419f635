"""What is coming: events of calendars, plans of the person's own, and what is proposed of them."""
