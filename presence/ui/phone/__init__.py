"""The phone on the table: one's own paired once, everybody's while a session runs."""
