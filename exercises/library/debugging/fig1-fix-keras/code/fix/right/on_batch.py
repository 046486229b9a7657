"""A correct answer with train_on_batch and evaluate, and a functional model."""

import keras
import numpy as np


def Model(input_size, hidden_size, output_size):
    x = keras.Input((None, input_size))
    states = keras.layers.RNN(keras.layers.LSTMCell(hidden_size))(x)
    return keras.Model(x, keras.layers.Dense(output_size)(states))


def train(model, training, validation, epochs, batch_size, lr, max_norm, seed):
    model.compile(
        optimizer=keras.optimizers.Adam(learning_rate=lr, global_clipnorm=max_norm),
        loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
        metrics=["accuracy"],
    )
    X, Y = training
    rng = np.random.default_rng(seed)
    history = {"loss": [], "val_loss": [], "val_accuracy": []}
    for _ in range(epochs):
        total = 0.0
        places = rng.permutation(len(X))
        for first in range(0, len(X), batch_size):
            chosen = places[first : first + batch_size]
            loss, _ = model.train_on_batch(X[chosen], Y[chosen])
            total += float(loss) * len(chosen)
        history["loss"].append(total / len(X))
        told = model.evaluate(*validation, batch_size=batch_size, verbose=0, return_dict=True)
        history["val_loss"].append(told["loss"])
        history["val_accuracy"].append(told["accuracy"])
    return history
