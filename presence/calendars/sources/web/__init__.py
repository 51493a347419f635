"""HTTP for the calendars of a person: to the address that they gave, and nowhere else."""
