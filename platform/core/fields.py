"""JSON that is given back as it was put in."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    _Text = models.TextField[Any, Any]
else:
    _Text = models.TextField


class OrderedJSONField(_Text):
    """JSON whose keys keep their order, as text.

    PostgreSQL's jsonb sorts them, and an order may mean something: that of the questions on a
    sheet. Nothing inside can be asked for in a query; where it must be, use ``JSONField``.
    """

    # for django-stubs: any value, not text
    _pyi_private_set_type: Any
    _pyi_private_get_type: Any
    _pyi_lookup_exact_type: Any

    def from_db_value(self, value: str | None, *_: Any) -> Any:
        """What was put in."""
        return None if value is None else json.loads(value)

    def to_python(self, value: Any) -> Any:
        """Values come as they are, texts of fixtures too."""
        return value

    def get_prep_value(self, value: Any) -> Any:
        """Its text. Raises ``ValueError`` for NaN and infinity, as no JSON has them."""
        return None if value is None else json.dumps(value, allow_nan=False)

    def value_to_string(self, obj: models.Model) -> Any:
        """For ``dumpdata``: the value itself."""
        return self.value_from_object(obj)
