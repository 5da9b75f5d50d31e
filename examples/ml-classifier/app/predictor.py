"""Says what a support ticket is about: python app/predictor.py FILE."""

import sys
from pathlib import Path

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline

try:
    from fasttokens import tokens

    TOKENISER = "compiled"
except ImportError:
    TOKENISER = "pure Python"

    def tokens(text: str) -> list[str]:
        return "".join(c if c.isalnum() else " " for c in text.lower()).split()


def train():
    rows = (Path(__file__).parent / "tickets.tsv").read_text().splitlines()
    labels, texts = zip(*(row.split("\t") for row in rows))
    model = make_pipeline(TfidfVectorizer(tokenizer=tokens, token_pattern=None), LogisticRegression(C=10))
    return model.fit(texts, labels)


def main() -> None:
    text = Path(sys.argv[1]).read_text()
    model = train()
    probabilities = dict(zip(model.classes_, model.predict_proba([text])[0]))
    for label, probability in sorted(probabilities.items(), key=lambda item: -item[1]):
        print(f"{label:8} {probability:.2f}")
    print(f"tokeniser: {TOKENISER}")


if __name__ == "__main__":
    main()
