"""A Dask scheduler that runs already; the one module that imports it.

The workers need this version of twosource and must see the inputs and the work folder under the
same paths.  https://distributed.dask.org/
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from typing import Any

from twosource.errors import RunError
from twosource.run.perform import perform

_PATIENCE = 30  # seconds for a first answer
_TRIES = 3  # of a task whose worker was lost


class Connected:
    """A client of a scheduler."""

    def __init__(self, client: Any, address: str) -> None:
        self._client = client
        self._address = address

    def map(self, tasks: Sequence[str]) -> Iterator[tuple[int, str]]:
        """See :class:`twosource.run.engines.Engine`."""
        as_completed = import_module("distributed").as_completed
        # no key of one run is that of another: what is done stands in the work folder alone
        futures = [self._client.submit(perform, t, pure=False, retries=_TRIES) for t in tasks]
        place = {future.key: n for n, future in enumerate(futures)}
        try:
            done = as_completed(
                futures, loop=self._client.loop, with_results=True, raise_errors=False
            )
            for future, told in done:
                if future.status != "finished":
                    raise RunError("TS-RUN-10", f"{self._address} ({told!r})")
                yield place[future.key], told
        except RunError:
            raise
        except Exception as error:  # a scheduler that goes away shows in many ways
            raise RunError("TS-RUN-10", f"{self._address} ({error!r})") from error


@contextmanager
def connected(address: str) -> Iterator[Connected]:
    """The scheduler at an address, ``tcp://10.0.0.1:8786``.

    Raises:
        RunError: ``TS-RUN-10``, it does not answer; ``TS-RUN-11``, the library is not installed.
    """
    try:
        engine = import_module("distributed")
    except ImportError as error:
        raise RunError("TS-RUN-11", address) from error
    try:
        client = engine.Client(address, timeout=_PATIENCE, set_as_default=False)
        client.wait_for_workers(1, timeout=_PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        raise RunError("TS-RUN-10", f"{address} ({error})") from error
    try:
        yield Connected(client, address)
    finally:
        client.close()
