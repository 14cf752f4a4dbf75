"""`make run`: the whole product on one machine, under one supervisor. Start with `python -m config.run`."""
