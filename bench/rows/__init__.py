"""One module for each kind of measurement; importing it registers its rows."""
