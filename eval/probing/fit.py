"""Fitting: from features to a probe, and how well it tells examples that it was not fitted on.

Source: L2-regularised logistic regression on standardised features; the area under the ROC curve over folds that keep together
what belongs together: an archive, because readers bring others, or where there is one alone a question.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

FOLDS = 8  # of one archive each, or of several
STRENGTHS = (1e-4, 2e-4, 5e-4, 1e-3, 2e-3, 5e-3)
"""Inverse strengths of the regularisation that are tried."""

Labels = NDArray[np.bool_]
Rows = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Told:
    """How well a fit tells a fold that it has not seen.

    Attributes:
        area: Under the ROC curve, in [0, 1].
        loss: The mean log loss of either answer's examples, the mean of the two, in nats; 0.69 for who knows nothing.
    """

    area: float
    loss: float


@dataclass(frozen=True, slots=True)
class Fit:
    """A probe of one layer.

    Attributes:
        layer: Of the network.
        strength: The inverse strength of its regularisation.
        auroc: Over examples of archives, or else questions, that it was not fitted on, the mean over folds, in [0, 1].
        worst: The same of the fold that it tells worst.
        examples: How many there were.
        weights: float32 of shape (width,), on features as they are.
        bias: Added to the product.
    """

    layer: int
    strength: float
    auroc: float
    worst: float
    examples: int
    weights: Rows
    bias: float


def best_fit(rows: Rows, truth: Labels, groups: NDArray[np.str_], layers: Sequence[int]) -> Fit:
    """Return the fit of the layer and strength with the least regret.

    Its regret is how far its log loss lies over that of the best choice for a fold, at the fold where that is most (minimax
    regret, Savage 1951). By the mean, archives that are much like each other would have their way against one that is not; by
    the worst fold, the one that is hard whatever the choice would have it alone. It is the log loss because log odds are what
    the readings are weighed by.

    Args:
        rows: Of shape (examples, layers, width).
        truth: What is right for each example; both answers must occur.
        groups: What each example belongs to: all examples of a group are held out together.
        layers: What the second axis of `rows` holds.
    """
    choices = [(at, strength) for at in range(len(layers)) for strength in STRENGTHS]
    told = [held_out(rows[:, at], truth, groups, strength) for at, strength in choices]
    losses = np.array([[fold.loss for fold in folds] for folds in told])
    least = int((losses - losses.min(axis=0)).max(axis=1).argmin())
    at, strength = choices[least]
    weights, bias = fitted(rows[:, at], truth, strength)
    areas = [fold.area for fold in told[least]]
    return Fit(layers[at], strength, mean(areas), min(areas), len(truth), weights, bias)


def held_out(rows: Rows, truth: Labels, groups: NDArray[np.str_], strength: float) -> list[Told]:
    """Return for each fold how fits without it tell its examples.

    A fold that holds one answer alone ranks nothing and is left out.
    """
    folds = GroupKFold(min(FOLDS, len(set(groups))), shuffle=True, random_state=0)
    found = []
    for known, fold in folds.split(rows, truth, groups):
        if len(set(truth[fold])) > 1:
            weights, bias = fitted(rows[known], truth[known], strength)
            found.append(_told(rows[fold] @ weights + bias, truth[fold]))
    return found


def _told(scores: NDArray[np.float32], truth: Labels) -> Told:
    surprise = np.logaddexp(0, np.where(truth, -scores, scores))
    return Told(float(roc_auc_score(truth, scores)), float(surprise[truth].mean() + surprise[~truth].mean()) / 2)


def fitted(rows: Rows, truth: Labels, strength: float) -> tuple[Rows, float]:
    """Return weights and bias for features as they are: the standardising is folded into them."""
    scaler = StandardScaler().fit(rows)
    regression = LogisticRegression(C=strength, max_iter=3000, class_weight="balanced").fit(scaler.transform(rows), truth)
    weights = regression.coef_[0] / scaler.scale_
    return weights.astype(np.float32), float(regression.intercept_[0] - weights @ scaler.mean_)
