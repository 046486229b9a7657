# caught by: real_zeros
def pack(lengths, batch):
    rows = [row for _, row in sorted(zip(lengths, batch), key=lambda one: -one[0])]
    columns = [[row[t] for row in rows if row[t] != 0] for t in range(max(lengths))]
    return [v for column in columns for v in column], [len(column) for column in columns]
