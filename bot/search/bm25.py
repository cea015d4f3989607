"""BM25 over weighted bags of terms, in plain Python: postings only, no matrix."""

from __future__ import annotations

import math
from array import array
from collections.abc import Iterable, Mapping, Sequence

K1 = 1.2
B = 0.75


class Bm25:
    """Scores documents by the terms they share with a query (Robertson and Zaragoza 2009)."""

    def __init__(self, bags: Sequence[Mapping[str, float]]) -> None:
        self.size = len(bags)
        lengths = [sum(bag.values()) for bag in bags]
        usual = sum(lengths) / max(1, len(lengths)) or 1.0
        self._docs: dict[str, array[int]] = {}
        self._weights: dict[str, array[float]] = {}
        self._found: dict[str, float] = {}
        for number, bag in enumerate(bags):
            damping = K1 * (1 - B + B * lengths[number] / usual)
            for term, count in bag.items():
                self._found[term] = self._found.get(term, 0.0) + min(1.0, count)
                self._docs.setdefault(term, array("I")).append(number)
                self._weights.setdefault(term, array("f")).append(count * (K1 + 1) / (count + damping))

    def idf(self, term: str) -> float:
        """How telling a term is; 0 for one that no document has.

        A document that only mentions a term (a count below one) counts in part, so that a word at
        home in one article and mentioned in ten stays telling.
        """
        found = self._found.get(term, 0.0)
        return math.log(1 + (self.size - found + 0.5) / (found + 0.5)) if found else 0.0

    def scores(self, query: Iterable[tuple[str, float]]) -> dict[int, float]:
        """Document number -> score, for documents that share a term with the weighted query."""
        total: dict[int, float] = {}
        for term, weight in query:
            importance = weight * self.idf(term)
            for doc, value in zip(self._docs.get(term, ()), self._weights.get(term, ()), strict=True):
                total[doc] = total.get(doc, 0.0) + importance * value
        return total

    def per_word(self, score: float) -> float:
        """A score in units of one rare word, so that it means the same in a small and a large collection."""
        return score / math.log(1 + max(1, self.size))

    def has(self, term: str, doc: int) -> bool:
        """Whether a document holds a term."""
        return doc in self._docs.get(term, ())
