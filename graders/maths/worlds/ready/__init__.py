"""Worlds that are ready: an exercise names one, ``world: simple-rnn``."""

from collections.abc import Callable, Mapping

from graders.maths.worlds.ready import attention, eigen, gru, layer, lstm, rnn, scalar, softmax
from graders.maths.worlds.world import World

READY: Mapping[str, Callable[[], World]] = {
    layer.NAME: layer.world,
    rnn.NAME: rnn.world,
    scalar.NAME: scalar.world,
    lstm.NAME: lstm.world,
    lstm.TRUNCATED: lstm.truncated,
    gru.NAME: gru.world,
    softmax.NAME: softmax.world,
    eigen.NAME: eigen.world,
    attention.NAME: attention.world,
}
"""By the name that an exercise gives."""
