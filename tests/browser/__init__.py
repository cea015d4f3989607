"""Claims about the chat and the board that only a real browser can prove."""
