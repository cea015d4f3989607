"""The engineers' page: reads through bot.store, and changes a case only by handing in what an engineer would type."""
