"""A submission that uses what students use."""

from typing import Any

import keras
import numpy as np

Array = np.ndarray[Any, Any]


def logits(X: Array) -> Any:
    """What an untrained LSTM classifier says."""
    layers = [keras.layers.LSTM(5), keras.layers.Dense(2)]
    return keras.Sequential(layers)(X)


def history(X: Array, y: Array) -> Any:
    """Eight epochs of an LSTM: the records of ``fit``."""
    keras.utils.set_random_seed(1)
    model = keras.Sequential([keras.layers.LSTM(5), keras.layers.Dense(2)])
    model.compile(
        optimizer=keras.optimizers.Adam(0.05, global_clipnorm=1.0),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    return model.fit(X, y, validation_data=(X, y), epochs=8, verbose=0).history


def backend() -> str:
    """What Keras runs on here."""
    return str(keras.backend.backend())
