"""The commands of the command line, each a function of its parsed options that returns the exit status."""
