"""What people and graders send can be kept by every database."""

import json

from hypothesis import given
from hypothesis import strategies as st

from core.storable import NUL, storable

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet="a\0é"),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(alphabet="b\0"), inner),
    max_leaves=10,
)


@given(JSON)
def test_no_nul_is_left_and_all_else_stays(value: object) -> None:
    kept = storable(value)
    assert NUL not in json.dumps(kept, ensure_ascii=False).replace("\\u0000", NUL)
    if "\\u0000" not in json.dumps(value):
        assert kept == value


def test_a_nul_is_shown() -> None:
    assert storable({"a\0": ["\0", 1, None]}) == {"a␀": ["␀", 1, None]}
