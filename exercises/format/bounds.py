"""How large a folder may be. One place, because zip, folder and browser must agree."""

MAX_ZIP = 10 * 2**20
"""Bytes of an uploaded zip."""
MAX_TOTAL = 16 * 2**20
"""Bytes of all files together; with exercise.json it stays below ``graders.bundle.MAX_BYTES``."""
MAX_FILE = 8 * 2**20
MAX_TEXT = 200_000
"""Bytes of a YAML, Markdown or Python file."""
MAX_FILES = 400
MAX_DEPTH = 5
"""Folders above a file, counted from the exercise folder."""
MAX_RATIO = 120
"""Uncompressed over compressed bytes of a zip, whole or of one large member."""
MAX_YAML = 100_000
"""Bytes of a YAML file: pure Python reads some 20,000 values a second."""
MAX_NODES = 8_000
"""Values in a YAML file, aliases unfolded: no billion laughs."""
MAX_NESTING = 40
