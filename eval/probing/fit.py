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

FOLDS = 6
STRENGTHS = (1e-4, 3e-4, 1e-3, 3e-3)
"""Inverse strengths of the regularisation that are tried."""

Labels = NDArray[np.bool_]
Rows = NDArray[np.float32]


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
    """Return the fit of the layer and strength that tell best what they tell worst: the fold that is told worst.

    By the mean, archives that are much like each other would have their way against one that is not.

    Args:
        rows: Of shape (examples, layers, width).
        truth: What is right for each example; both answers must occur.
        groups: What each example belongs to: all examples of a group are held out together.
        layers: What the second axis of `rows` holds.
    """
    tried = [(areas(rows[:, at], truth, groups, strength), at, strength) for at in range(len(layers)) for strength in STRENGTHS]
    told, at, strength = max(tried, key=lambda one: min(one[0]))
    weights, bias = fitted(rows[:, at], truth, strength)
    return Fit(layers[at], strength, mean(told), min(told), len(truth), weights, bias)


def areas(rows: Rows, truth: Labels, groups: NDArray[np.str_], strength: float) -> list[float]:
    """Return for each fold the area under the ROC curve of scores from fits without it.

    A fold that holds one answer alone ranks nothing and is left out.
    """
    folds = GroupKFold(min(FOLDS, len(set(groups))), shuffle=True, random_state=0)
    found = []
    for known, held_out in folds.split(rows, truth, groups):
        if len(set(truth[held_out])) > 1:
            weights, bias = fitted(rows[known], truth[known], strength)
            found.append(float(roc_auc_score(truth[held_out], rows[held_out] @ weights + bias)))
    return found


def fitted(rows: Rows, truth: Labels, strength: float) -> tuple[Rows, float]:
    """Return weights and bias for features as they are: the standardising is folded into them."""
    scaler = StandardScaler().fit(rows)
    regression = LogisticRegression(C=strength, max_iter=3000, class_weight="balanced").fit(scaler.transform(rows), truth)
    weights = regression.coef_[0] / scaler.scale_
    return weights.astype(np.float32), float(regression.intercept_[0] - weights @ scaler.mean_)
