"""Files of other programs that a mechanism has to understand."""
