import torch
from torch import nn
from torch.nn.functional import cross_entropy

# …
