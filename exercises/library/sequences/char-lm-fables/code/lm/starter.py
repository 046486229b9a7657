import numpy as np
import torch
from torch import nn


def train(ids, V, seed):
    """Learn the text by heart; returns step(tok, h) -> (logits, h)."""
    raise NotImplementedError
