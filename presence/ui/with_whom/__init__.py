"""With whom the hours went, by what people are to one."""
