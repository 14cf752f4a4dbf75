"""How erased people are told from living ones."""

ERASED_NAME = "＊＊＊"
