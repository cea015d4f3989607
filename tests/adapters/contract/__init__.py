"""One suite that every channel passes: what comes in, what goes out, and what becomes of trouble."""
