"""Build-time tool (needs scikit-learn): seen questions -> how ours are worded (`python -m tests.search.train`)."""

import json
from collections import Counter
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from bot.search.relevance import SCALE, WEIGHTS, features
from tests.search.measure import misspell, read

SEEN = Path(__file__).parent / "seen"
OFTEN = 2  # a feature of a single question says nothing about others
LEAST = 2  # tenths: weights below only make the file longer
STRENGTH = 20.0


def main() -> None:
    """Write the weights; every question counts as written and with slips of the keyboard."""
    questions = [question for path in sorted(SEEN.glob("*.jsonl")) for question in read(path)]
    texts = [(text, bool(q["topic"])) for q in questions for text in (q["text"], misspell(q["text"], 0.5))]
    often = Counter(name for text, _ in texts for name in features(text))
    vectors = DictVectorizer()
    matrix = vectors.fit_transform({n: v for n, v in features(text).items() if often[n] >= OFTEN} for text, _ in texts)
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=2000).fit(
        matrix, [ours for _, ours in texts]
    )
    tenths = {
        name: round(float(w) * SCALE) for name, w in zip(vectors.get_feature_names_out(), model.coef_[0], strict=True)
    }
    lines = [f"{json.dumps(name)}:{weight}" for name, weight in tenths.items() if abs(weight) >= LEAST]
    bias = round(float(model.intercept_[0]), 2)
    WEIGHTS.write_text(f'{{"bias": {bias},\n"weights": {{\n' + ",\n".join(lines) + "\n}}\n", "utf-8")


if __name__ == "__main__":
    main()
