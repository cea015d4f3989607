"""Channels: each speaks its own protocol outside and bot.channel inside; none knows another."""
