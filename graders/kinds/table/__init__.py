"""Kind ``table``: a grid of numbers; formulas that name cells follow the student's own."""

from graders.kinds.table.kind import Table

KIND = Table()
