"""Bytes -> Account: inputs, encoding repair, page and dump reading, metadata with evidence."""

from twosource.read.inputs import read
from twosource.read.pages import read_bytes

__all__ = ["read", "read_bytes"]
