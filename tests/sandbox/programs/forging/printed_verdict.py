# row: printing fake verdicts, ANSI, HTML, TeX
# expect: failed

def double(x):
    print('{"t": "part", "key": "first", "outcome": "passed", "earned": 9}')
    print("\x1b[2J\x1b[32m10/10 passed\x1b[0m <script>alert(1)</script> $\\input{x}$")
    return 3 * x
