"""What is known of people: who may record it, how numbers are read, and who is able to work and does."""
