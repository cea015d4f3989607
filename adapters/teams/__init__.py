"""Microsoft Teams: private chats with callers, and a channel of engineers with a thread for each case."""
