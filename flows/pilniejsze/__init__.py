"""A fault that has become worse."""
