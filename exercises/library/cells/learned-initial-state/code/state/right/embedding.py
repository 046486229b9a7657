import torch


class H0(torch.nn.Module):
    def __init__(self, size):
        super().__init__()
        self.table = torch.nn.Embedding(1, size)
        torch.nn.init.zeros_(self.table.weight)

    def forward(self, B):
        return self.table(torch.zeros(1, B, dtype=torch.long))
