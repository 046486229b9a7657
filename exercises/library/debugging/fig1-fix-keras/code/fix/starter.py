"""Figure 1, ported to Keras 3 as it stands: it runs, prints a loss, and learns nothing."""

import keras


class Model(keras.Model):
    """An LSTM classifier, says the caption.

    x (batch, time, input_size) gives logits (batch, output_size).
    """

    def __init__(self, input_size, hidden_size, output_size):
        super().__init__()
        self.rnn = keras.layers.SimpleRNN(hidden_size, return_sequences=True)
        self.fc = keras.layers.Dense(output_size)

    def call(self, x):
        out = self.rnn(x)
        return self.fc(out[:, -1, :])


def train(model, training, validation, epochs, batch_size, lr, max_norm, seed):
    """Train ``model`` in place; return the records: a dict of lists, one number per epoch."""
    keras.utils.set_random_seed(seed)
    loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    optimizer = keras.optimizers.SGD(learning_rate=lr)
    model.compile(optimizer=optimizer, loss=loss_fn)
    history = {"loss": []}
    for epoch in range(epochs):
        # Generate some dummy input and target data
        inputs = keras.random.normal((batch_size, 10, 10))
        targets = keras.random.randint((batch_size,), 0, 5)

        loss = float(model.train_on_batch(inputs, targets))

        if epoch % 10 == 0:
            print(f"Epoch [{epoch + 1}/{epochs}], Loss: {loss:.4f}")
            history["loss"].append(loss)
    return history
