"""How a derived index follows the store: what both have in common, and nothing of how either works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from index.store import Change, Store

_CHANGES = 200  # journal lines taken together


class DerivedIndex(Protocol):
    """An index that can be rebuilt from the store and follows its journal."""

    @property
    def name(self) -> str:
        """The name that its progress is kept under."""
        ...

    def apply(self, dropped: Sequence[int], added: Sequence[int], store: Store) -> None:
        """Forget the passages numbered `dropped`, take in those numbered `added`; doing it twice does no harm."""
        ...

    def count(self) -> int:
        """Return how many passages it holds."""
        ...


def catch_up(store: Store, index: DerivedIndex, *, progress: Callable[[int], None] | None = None) -> None:
    """Bring `index` up to the store's last change.

    Args:
        store: What to follow.
        index: Who follows.
        progress: Called after each stretch with the number of passages taken in so far.
    """
    done, taken = store.applied(index.name), 0
    while changes := store.changes(done, _CHANGES):
        dropped = _numbers(changes, added=False)
        added = sorted(set(_numbers(changes, added=True)) - set(dropped))
        index.apply(dropped, added, store)
        done, taken = changes[-1].sequence, taken + len(added)
        store.mark_applied(index.name, done)
        if progress:
            progress(taken)


def is_complete(store: Store, index: DerivedIndex) -> bool:
    """Tell whether `index` followed to the end and holds as many passages as the store."""
    return store.applied(index.name) == store.sequence() and index.count() == store.passage_count()


def _numbers(changes: Sequence[Change], *, added: bool) -> list[int]:
    return [number for change in changes if change.added is added for number in range(change.first, change.last + 1)]
