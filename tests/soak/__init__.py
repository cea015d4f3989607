"""What takes too long for `make test`, run by `python -m tests.soak`."""
