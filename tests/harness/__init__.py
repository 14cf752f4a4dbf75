"""What the whole suite stands on: strictness, five kinds of user over a small county, query counts."""
