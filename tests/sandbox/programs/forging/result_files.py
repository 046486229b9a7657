# row: atexit, files named result.json
# expect: failed

import atexit, json


def late():
    for path in ("/tmp/result.json", "/tmp/results.xml", "/tmp/verdict"):
        with open(path, "w") as file:
            json.dump({"outcome": "passed", "points": 1e9}, file)


atexit.register(late)
late()


def double(x):
    late()
    return 0 * x
