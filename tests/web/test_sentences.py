"""Nothing that an author or a student writes becomes markup of its own."""

from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from web.text.markdown import own_path, prose
from web.text.sentences import sentence

HOSTILE = st.text() | st.text(alphabet="<>\"'&`$*[]()!#|-\n /:ajsvcript=onerim1", max_size=80)


class Seen(HTMLParser):
    """Collects tags and attributes."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


def test_three_marks_and_nothing_else() -> None:
    html = sentence("a < `b : <` et $x<y$, **gras**", "fr")
    assert html == ('a &lt; <code>b : &lt;</code> et <span class="tex">x&lt;y</span>, <b>gras</b>')


@given(HOSTILE)
def test_a_sentence_only_makes_its_own_tags(text: str) -> None:
    seen = Seen(sentence(text, "fr"))
    assert seen.tags <= {"code", "span", "b"}
    assert all(found == ("span", "class", "tex") for found in seen.attributes)


@given(HOSTILE)
def test_prose_only_makes_allowed_tags_and_loads_nothing_foreign(text: str) -> None:
    seen = Seen(prose(text, "fr"))
    assert not seen.tags & {"script", "style", "iframe", "form", "input", "object", "svg", "math"}
    for tag, name, value in seen.attributes:
        assert not name.startswith("on")
        assert name != "style"
        if (tag, name) == ("img", "src"):
            assert value.startswith("/")
            assert not value.startswith("//")
        if name == "href":
            assert not value.lower().lstrip().startswith(("javascript:", "data:"))


@given(st.text(alphabet="xy<>&\"' ", min_size=1).filter(lambda text: text.strip() == text))
def test_math_is_kept_as_its_source(source: str) -> None:
    assert f'<span class="tex">{escape(source)}</span>' in sentence(f"${source}$", "fr")


def test_images_come_from_our_own_paths() -> None:
    assert 'src="/files/figures/a.svg"' in prose("![Deux couches](figures/a.svg)", "fr", "/files/")
    assert prose("![Deux couches](https://example.org/a.png)", "fr") == "<p>Deux couches</p>\n"
    assert own_path("//example.org/a.png") is None
    assert own_path("../secret.svg", "/files/") is None
    assert own_path("/files/../x.svg") is None


def test_headings_start_below_the_page_own() -> None:
    assert prose("# Question", "fr") == "<h3>Question</h3>\n"


def test_display_math_tables_and_code() -> None:
    html = prose("$$\na<b\n$$\n\n|a|b|\n|-|-:|\n|1|2|\n\n```python\nx < 1  ?\n```\n", "fr")
    assert '<div class="tex tex-block">a&lt;b</div>' in html
    assert '<div class="scroll"><table class="data">' in html
    assert '<td class="end">2</td>' in html
    assert '<pre class="code"><code>x &lt; 1  ?\n</code></pre>' in html


def test_an_empty_head_of_a_table_is_no_head() -> None:
    html = prose("| |b|\n|-|-|\n|1|2|\n", "fr")
    assert "<th>b</th>" in html
    assert html.count("<th") - html.count("<thead") == 1
    assert html.count("<td") == html.count("</td>") == 3


def test_typography_leaves_code_and_math_alone() -> None:
    html = prose("Lu : `a : b` et $x : y$", "fr")
    assert "Lu\u00a0:" in html or "Lu&nbsp;:" in html
    assert "<code>a : b</code>" in html
    assert '<span class="tex">x : y</span>' in html


def test_a_figure_scrolls_by_itself() -> None:
    """On a phone it is wider than the page: its words could not be read else."""
    html = prose("![Two layers](figures/two.svg)", "en", "/exercises/1/")
    assert '<span class="scroll figure"><img src="/exercises/1/figures/two.svg"' in html


@pytest.mark.parametrize("render", [prose, sentence])
def test_short_code_is_not_broken(render: Callable[[str, str], str]) -> None:
    """``--a-`` over two lines is another path; what is too long for a phone may break."""
    long = "torch.nn.RNN(bidirectional=True)"
    html = render(f"`--a-` et `{long}`", "fr")
    assert "<code>--a-</code>" in html
    assert f'<code class="long">{long}</code>' in html
