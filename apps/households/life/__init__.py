"""How life events change the register: rows of periods are cut and put, each change written down to be taken back."""
