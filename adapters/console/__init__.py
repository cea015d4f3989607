"""The console: the same conversation in a terminal."""
