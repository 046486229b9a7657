def top_k(p, k):
    V = len(p)
    rank = [sum(p[j] > p[i] or (p[j] == p[i] and j < i) for j in range(V)) for i in range(V)]
    total = sum(p[i] for i in range(V) if rank[i] < k)
    return [p[i] / total if rank[i] < k else 0.0 for i in range(V)]
