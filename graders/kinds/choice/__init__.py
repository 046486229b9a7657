"""Kind ``choice``: one option of several."""

from graders.kinds.choice.kind import Choice

KIND = Choice()
