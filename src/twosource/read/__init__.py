"""Bytes -> Account: inputs, encoding repair, page and dump reading, metadata with evidence."""

from twosource.read.inputs import read, read_raws
from twosource.read.pages import read_bytes
from twosource.read.records import from_record as account_of_record

__all__ = ["account_of_record", "read", "read_bytes", "read_raws"]
