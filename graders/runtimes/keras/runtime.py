"""Keras 3 on PyTorch, one thread. Its nursery is started when somebody first needs it."""

import os
import platform
import random

import numpy as np
import torch

os.environ |= {"KERAS_BACKEND": "torch", "KERAS_HOME": "/nowhere"}  # it writes to its home
import keras

PACKAGES = (
    "keras", "absl", "h5py", "ml_dtypes", "namex", "optree", "rich", "pygments", "packaging",
    "torch", "numpy", "msgpack", "sympy", "mpmath", "networkx", "jinja2", "markupsafe",
    "filelock", "fsspec", "typing_extensions",
)  # fmt: skip


def seed(number: int) -> None:
    """Seed every generator that code may take its randomness from."""
    random.seed(number)
    np.random.seed(number % 2**32)
    torch.default_generator.manual_seed(number % 2**63)


def warm() -> None:
    """Pay once what every fork would pay again; never leave a second thread behind."""
    torch.set_num_threads(1)
    torch.set_num_interop_threads(1)
    seed(0)
    np.random.default_rng(0).normal(size=(3, 3))
    for layer in (keras.layers.SimpleRNN, keras.layers.GRU, keras.layers.LSTM):
        _fit(keras.Sequential([keras.Input((3, 2)), layer(4), keras.layers.Dense(3)]))
    str(torch.randn(2, 2))
    keras.utils.clear_session()  # the first layer of a program is called lstm, not lstm_1


def _fit(model: "keras.Sequential") -> None:
    X, Y = np.ones((4, 3, 2), "float32"), np.arange(4) % 3
    model.compile(
        optimizer=keras.optimizers.Adam(0.01, global_clipnorm=1.0),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    model.fit(X, Y, validation_data=(X, Y), batch_size=2, verbose=0)
    model.set_weights(model.get_weights())


REHEARSAL = ()


def versions() -> dict[str, str]:
    """What a verdict is replayed with."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "torch": torch.__version__,
        "keras": keras.__version__,
    }
