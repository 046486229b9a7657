"""Kind ``diagram``: labels put on the places of a figure."""

from graders.kinds.diagram.kind import Diagram

KIND = Diagram()
