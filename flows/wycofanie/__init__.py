"""A report that is needed no more."""
