"""Engineers at work on a case: typed commands, equal to the buttons of the card."""
