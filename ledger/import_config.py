"""Fava runs this file for its import page; it says where the statements are read."""

from paraplu.fava_import import importers

CONFIG = importers(__file__)
