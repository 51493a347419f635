"""What others have published of whom people spend their time with."""
