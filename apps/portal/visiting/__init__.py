"""The worker's households on the phone: what goes down in a pack, what comes up from it."""
