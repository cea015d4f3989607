"""Claims about the channels."""
