"""Claims about the web page as a channel."""
