"""Claims about the board and the way into it."""
