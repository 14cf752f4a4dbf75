"""How people settle in: integration stages, the five capitals of a livelihood, living costs before and after the move.

What is here reads answers of the instruments and the register, and proposes. A person decides.
"""
