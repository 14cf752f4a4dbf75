"""Privacy of the register: consents and other bases, bank accounts, erasure of households that left."""
