"""Telegram: private chats with callers, and a group of engineers with a topic for each case."""
