"""Slack: direct messages with callers, and a channel of engineers with a thread for each case."""
