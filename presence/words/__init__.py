"""How things are said: dates, lengths, states, errors, and the grammar's words; without Qt."""
