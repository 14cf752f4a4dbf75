"""Transfers of households and people to another community: asked for by one side, decided by the other."""
