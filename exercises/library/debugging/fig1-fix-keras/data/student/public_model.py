"""Small Keras models that the tests train with your `train`. You may import and try them.

Each reads the last time step of x (batch, time, n_in) and gives logits (batch, n_out).
"""

import keras


class Plain(keras.Model):
    """One tanh layer and a linear one."""

    def __init__(self, n_in, n_h, n_out):
        super().__init__()
        self.hidden = keras.layers.Dense(n_h, activation="tanh")
        self.fc = keras.layers.Dense(n_out)
        self.hidden.build((None, n_in))
        self.fc.build((None, n_h))
        self.built = True

    def call(self, x):
        return self.fc(self.hidden(x[:, -1]))


class ModeSensitive(Plain):
    """Like a dropout layer, acts otherwise when it trains (`training=True`)."""

    def call(self, x, training=False):
        state = self.hidden(x[:, -1])
        return self.fc(0.5 * state if training else state)


class Rows(keras.Model):
    """One weight row per example: tells which examples a step has used."""

    def __init__(self, n_examples, n_out):
        super().__init__()
        self.fc = keras.layers.Dense(n_out, use_bias=False)
        self.fc.build((None, n_examples))
        self.built = True

    def call(self, x):
        return self.fc(x[:, -1])
