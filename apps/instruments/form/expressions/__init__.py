"""Expressions of forms: the part of XPath that XLSForm uses, parsed once into a tree that is plain JSON.

A tree is a nested tuple (a list in JSON): ("lit", 3), ("ref", "age"), ("self",), ("<", left, right), ("if", …).
Python (evaluate.py) and the browser (static/instruments/expressions.js) give the same answer for the same tree.
"""

from apps.instruments.form.expressions.evaluate import Env, evaluate, truth
from apps.instruments.form.expressions.parse import (
    TALLEST,
    ExpressionError,
    Tree,
    from_json,
    functions,
    height,
    parse,
    references,
)
from apps.instruments.form.expressions.write import write

__all__ = [
    "TALLEST",
    "Env",
    "ExpressionError",
    "Tree",
    "evaluate",
    "from_json",
    "functions",
    "height",
    "parse",
    "references",
    "truth",
    "write",
]
