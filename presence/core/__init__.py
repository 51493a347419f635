"""What Presence means: values and rules, on the standard library alone, without I/O."""
