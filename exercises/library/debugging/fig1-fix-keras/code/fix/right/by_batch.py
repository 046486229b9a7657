"""A correct answer without fit: batches by hand, the gradient by PyTorch, Adam by Keras."""

import keras
import numpy as np
import torch


def Model(input_size, hidden_size, output_size):
    layers = [
        keras.Input((None, input_size)),
        keras.layers.LSTM(hidden_size, return_sequences=True),
        keras.layers.Lambda(lambda states: states[:, -1]),
        keras.layers.Dense(output_size),
    ]
    return keras.Sequential(layers)


def train(model, training, validation, epochs, batch_size, lr, max_norm, seed):
    order = np.random.default_rng(seed)
    X, Y = training
    loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer = keras.optimizers.Adam(lr)
    weights = model.trainable_weights
    history = {"loss": [], "val_loss": [], "val_accuracy": []}
    for _ in range(epochs):
        places = order.permutation(len(X))
        total = 0.0
        for first in range(0, len(X), batch_size):
            chosen = places[first : first + batch_size]
            model.zero_grad()
            loss = loss_fn(Y[chosen], model(X[chosen], training=True))
            loss.backward()
            total += loss.item() * len(chosen)
            grads = [w.value.grad for w in weights]
            norm = torch.sqrt(sum((g**2).sum() for g in grads))
            scale = min(1.0, max_norm / norm.item())
            with torch.no_grad():
                optimizer.apply([g * scale for g in grads], weights)
        Xv, Yv = validation
        with torch.no_grad():
            logits = model(Xv, training=False)
        hits = keras.ops.convert_to_numpy(logits).argmax(axis=1) == Yv
        history["loss"].append(total / len(X))
        history["val_loss"].append(loss_fn(Yv, logits).item())
        history["val_accuracy"].append(hits.mean())
    return history
