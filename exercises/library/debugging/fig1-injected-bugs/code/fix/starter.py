import torch
from torch import nn
from torch.nn.functional import cross_entropy

# Copy the listing here and mend its spoilt line.
