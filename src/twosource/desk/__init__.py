"""The desk: a local web app over a store, where an editor works.

Server-rendered; it works without script and better with a little of it.  What is slow (reading,
dossiers, exports) is done by processes beside the server, so that a page is never kept waiting and
any job can be stopped.
"""
