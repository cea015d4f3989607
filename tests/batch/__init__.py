"""The machine interfaces of the command line."""
