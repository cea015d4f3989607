"""Claims about mail as a channel, against a real SMTP server on loopback."""
