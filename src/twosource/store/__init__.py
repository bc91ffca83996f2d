"""The corpus on disk: accounts that stay, and the links and stories that new ones join."""

from twosource.store.opening import open_store
from twosource.store.placed import Added, Entry, Hit, Said, StoryLine
from twosource.store.reviewed import ReviewedStore
from twosource.store.search import Filters
from twosource.store.store import Store

__all__ = [
    "Added",
    "Entry",
    "Filters",
    "Hit",
    "ReviewedStore",
    "Said",
    "Store",
    "StoryLine",
    "open_store",
]
