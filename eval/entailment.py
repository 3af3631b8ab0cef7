"""A model of textual entailment as a second opinion on citations: any local NLI CrossEncoder, by name or folder."""

from __future__ import annotations

from eval.errors import MissingError
from eval.metrics.citations import Entails


def load_entailment(name: str) -> Entails:
    """Return the model's judgement: entailed when that label scores highest.

    Args:
        name: A sentence-transformers CrossEncoder with an `entailment` label, or the folder of one.

    Raises:
        MissingError: It is not on this machine and cannot be fetched, or it has no entailment label.
    """
    from sentence_transformers import CrossEncoder  # noqa: PLC0415 - two seconds that only this option should cost

    try:
        model = CrossEncoder(name)
    except (OSError, ValueError) as error:
        raise MissingError(
            f"The entailment model {name!r} cannot be loaded; name a folder that holds one, or go without --nli: {error}"
        ) from error
    labels = {str(label).lower(): at for at, label in model.model.config.id2label.items()}
    if "entailment" not in labels:
        raise MissingError(f"{name!r} is no entailment model: its labels are {sorted(labels)}")

    def entails(premise: str, hypothesis: str) -> bool:
        scores = model.predict([(premise, hypothesis)])
        return int(scores[0].argmax()) == int(labels["entailment"])

    return entails
