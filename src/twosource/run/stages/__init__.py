"""The stages of a run: each a function from the files of a task to files of its own.

Every module has ``perform(task, writing)``, which reads ``task.given`` and writes through
``writing``; nothing else is read or written, so a task gives the same bytes wherever and whenever
it is done.
"""
