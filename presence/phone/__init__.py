"""The phone on the table: the page that a phone opens, and what it reports; loaded when used."""
