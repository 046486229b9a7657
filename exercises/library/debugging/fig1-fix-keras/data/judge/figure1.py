"""What the suite of Figure 1 trains, and the same training done by the judge."""

import keras
import numpy as np

from graders.sdk import check

N_IN, N_H, N_OUT, T = 10, 20, 5, 10
KEYS = ("loss", "val_loss", "val_accuracy")


def params(blocks, biases, n_in, n_h, n_out):
    """Parameters of a recurrent layer of that many blocks and bias vectors, and its Dense."""
    return blocks * (n_h * (n_in + n_h) + biases * n_h) + n_out * (n_h + 1)


def entries(model):
    """How many real numbers a model holds; the seeds of a dropout layer are none."""
    arrays = [np.asarray(w) for w in model.get_weights()]
    return sum(a.size for a in arrays if np.issubdtype(a.dtype, np.floating))


def wrong_count(count, sizes):
    """The sentence for a model whose number of parameters is not that of an LSTM."""
    one, two = params(4, 1, *sizes), params(4, 2, *sizes)
    guess = {"fr": "", "en": ""}
    for blocks, fr, en in ((1, "un RNN simple", "a simple RNN"), (3, "un GRU", "a GRU")):
        if count in (params(blocks, 1, *sizes), params(blocks, 2, *sizes)):
            guess = {"fr": f" C’est le compte d’{fr}.", "en": f" That is the count of {en}."}
    if count == params(4, 0, *sizes):
        guess = {"fr": " Les biais manquent.", "en": " The biases are missing."}
    return {
        "fr": f"`Model{sizes}` a {count} paramètres ; un LSTM et sa couche dense en ont {one}"
        f" (un biais par bloc, comme Keras) ou {two} (deux).{guess['fr']}",
        "en": f"`Model{sizes}` has {count} parameters; an LSTM with its dense layer has {one}"
        f" (one bias per block, like Keras) or {two} (two).{guess['en']}",
    }


def seed_of(rng):
    """A seed for Keras, drawn from the test's own generator."""
    return int(rng.integers(2**31))


def noise(rng, n):
    """A small set: X (n, T, N_IN) and labels Y (n,), learnable by heart only."""
    X = (2.0 * rng.normal(size=(n, T, N_IN))).astype("float32")
    return X, rng.integers(0, N_OUT, size=n)


def impulses(rng, n, channels):
    """The task: noise, and one +3 on channel `channels[y]` at a random time."""
    X = 0.5 * rng.normal(size=(n, T, N_IN))
    Y = rng.integers(0, len(channels), size=n)
    X[np.arange(n), rng.integers(0, T, size=n), channels[Y]] += 3.0
    return X.astype("float32"), Y


def cross_entropy(logits, Y):
    """Mean cross-entropy of logits (n, classes), in float64."""
    z = np.asarray(logits, dtype=float)
    z = z - z.max(axis=1, keepdims=True)
    return float(np.mean(np.log(np.exp(z).sum(axis=1)) - z[np.arange(len(Y)), Y]))


def accuracy(logits, Y):
    """Share of right answers."""
    return float((np.asarray(logits).argmax(axis=1) == Y).mean())


def number(value):
    """A Python or NumPy number, or one entry of a tensor, as float; None for anything else."""
    if isinstance(value, (bool, str, bytes)) or value is None:
        return None
    try:
        return float(np.asarray(value, dtype=float).reshape(()))
    except (TypeError, ValueError):
        return None


def records(history, epochs):
    """Check that `history` has a list of `epochs` numbers under each key; give them as floats."""
    check.true(
        isinstance(history, dict),
        say={
            "fr": "`train` renvoie un dictionnaire, comme l’attribut `history` de ce que rend"
            " `fit`.",
            "en": "`train` returns a dict, like the attribute `history` of what `fit` gives.",
        },
    )
    read = {}
    for key in KEYS:
        entry = history.get(key)
        read[key] = [number(value) for value in entry] if isinstance(entry, (list, tuple)) else []
        check.true(
            len(read[key]) == epochs and None not in read[key],
            say={
                "fr": f"`{key}` doit tenir un nombre par époque : {epochs} ici, trouvé"
                f" {len(read[key])}.",
                "en": f"`{key}` must hold one number per epoch: {epochs} here, found"
                f" {len(read[key])}.",
            },
        )
    return read


class Run:
    """One training of a public model by the student, and the judge's copy of that model."""

    def __init__(
        self, student, rng, kind, *, epochs=1, batch_size=64, lr=0.0, max_norm=1e9, steady=None
    ):
        self.epochs, self.lr, self.max_norm = epochs, lr, max_norm
        self.kind = kind
        self.draw(rng)
        while steady is not None and not steady(self):
            self.draw(rng)
        theirs = getattr(student.module("public_model").keep, kind.__name__)(N_IN, 6, N_OUT)
        theirs.set_weights(self.start)
        settings = {"batch_size": batch_size, "lr": lr, "max_norm": max_norm, "seed": seed_of(rng)}
        self.history = student.train(
            theirs, self.training, self.validation, epochs=epochs, **settings
        )
        self.weights = [np.asarray(w) for w in theirs.get_weights()]

    def draw(self, rng):
        """The two sets and the weights of the start."""
        self.training, self.validation = noise(rng, 24), noise(rng, 12)
        keras.utils.set_random_seed(seed_of(rng))
        self.start = self.kind(N_IN, 6, N_OUT).get_weights()

    def told(self, key):
        """What the student's records say of `key`, unchecked: NaN where there is no number."""
        entry = self.history.get(key) if isinstance(self.history, dict) else None
        found = [number(v) for v in entry] if isinstance(entry, (list, tuple)) else []
        return [np.nan if value is None else value for value in found]

    def records(self):
        """The student's records, checked, as floats."""
        return records(self.history, self.epochs)

    def model(self, weights=None):
        """A fresh copy of the judge's model, with the weights of the start unless given."""
        model = self.kind(N_IN, 6, N_OUT)
        model.set_weights(self.start if weights is None else weights)
        return model

    def logits(self, training, weights=None):
        """The judge's logits and labels on the training or the validation set, in that mode."""
        X, Y = self.training if training else self.validation
        return keras.ops.convert_to_numpy(self.model(weights)(X, training=training)), Y


def steps_by_travel(n_steps, lr):
    """How far Adam moves a weight whose only gradient comes at step s, for s = 1 … n_steps."""
    weight = keras.Variable(np.zeros(n_steps, "float32"))
    optimizer = keras.optimizers.Adam(lr)
    for step in range(n_steps):
        gradient = np.zeros(n_steps, "float32")
        gradient[step] = 1.0
        optimizer.apply([keras.ops.convert_to_tensor(gradient)], [weight])
    return -keras.ops.convert_to_numpy(weight)
