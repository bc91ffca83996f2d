"""Inputs: paths, folders, URLs and standard input -> raw bytes with their origin."""

from twosource.read.sources.opening import open_inputs
from twosource.read.sources.raw import DEFAULT_MAX_BYTES, DEFAULT_TIMEOUT, Raw

__all__ = ["DEFAULT_MAX_BYTES", "DEFAULT_TIMEOUT", "Raw", "open_inputs"]
