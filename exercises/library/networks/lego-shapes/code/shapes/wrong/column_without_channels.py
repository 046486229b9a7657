# caught by: handwriting
import math


def after(shape, kind, *numbers):
    if kind == "conv":
        filters, k, s, p = numbers
        return (filters, *((size + 2 * p - k) // s + 1 for size in shape[1:]))
    if kind == "pool":
        return (shape[0], *(size // numbers[0] for size in shape[1:]))
    if kind == "map2seq":
        channels, height, width = shape
        return (width, height)
    if kind == "flatten":
        return (math.prod(shape),)
    if kind == "dense":
        return (*shape[:-1], numbers[0])
    units, sequence = numbers
    units *= 2 if kind == "blstm" else 1
    return (shape[0], units) if sequence else (units,)


def shapes(shape, layers):
    found = []
    for layer in layers:
        shape = after(shape, *layer)
        found.append(shape)
    return found
