"""The settings: a first page of a dozen things, and more behind a button."""
