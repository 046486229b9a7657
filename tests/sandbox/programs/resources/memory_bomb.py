# row: memory bomb, split over children
# expect: memory time
# first: memory

def double(x):
    kept = []
    while True:
        kept.append(bytearray(2**22))
