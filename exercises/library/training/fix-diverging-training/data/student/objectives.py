"""What the tests train with your `train`. You may import and try them.

Each has `params()`, the list of tensors to train, and is called as `loss_fn(i)`; `seen` is the
list of the steps that it was called for.
"""

import torch


class Objective:
    """Counts its calls; a subclass gives `loss` and sets `tensors`."""

    def __init__(self, tensors):
        self.tensors = [torch.as_tensor(t).clone().requires_grad_() for t in tensors]
        self.seen = []

    def params(self):
        """The tensors to train."""
        return self.tensors

    def values(self):
        """Where they are now."""
        return [t.detach().clone() for t in self.tensors]

    def leave_gradients(self, size):
        """As if somebody had called `backward` before: every gradient is full of `size`."""
        for t in self.tensors:
            t.grad = torch.full_like(t, size)

    def __call__(self, i):
        self.seen.append(int(i))
        return self.loss(i)


class Slope(Objective):
    """The sum of all entries times given slopes: its gradient is these slopes, everywhere."""

    def __init__(self, starts, slopes):
        super().__init__(starts)
        self.slopes = [torch.as_tensor(slope) for slope in slopes]

    def loss(self, _i):
        return sum((t * s).sum() for t, s in zip(self.tensors, self.slopes))


class Bowl(Objective):
    """Squared distances to targets that drift with i. The last tensor plays no part."""

    def __init__(self, starts, targets):
        super().__init__(starts)
        self.targets = [torch.as_tensor(target) for target in targets]

    def loss(self, i):
        pairs = zip(self.tensors[:-1], self.targets)
        return sum((3.0 + k) * ((t - (1 + 0.3 * i) * at) ** 2).sum() for k, (t, at) in enumerate(pairs))


class Recurrent(Objective):
    """h_t = w h_(t-1), 20 times, from h_0: the squared distance of h_20 to a target, in float64."""

    def __init__(self, w, h0, target):
        super().__init__([torch.tensor(w, dtype=torch.float64)])
        self.h0, self.target = h0, target

    def loss(self, _i):
        return (self.h0 * self.tensors[0] ** 20 - self.target) ** 2
