"""The tags in templates: fields, scores, details, messages, error pages."""

from typing import Any

import pytest
from django import forms
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.core.exceptions import PermissionDenied
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from web import views


def written(source: str, language: str = "fr", **context: Any) -> str:
    """A template's text."""
    with translation.override(language):
        return Template("{% load gradus %}" + source).render(Context(context))


class Sample(forms.Form):
    """A form with a helped field, a box and an own error."""

    name = forms.CharField(label="Nom", help_text="Comme sur la `liste`.")
    keep = forms.BooleanField(label="Garder", required=False)


def test_a_field_is_tied_to_its_help_and_its_error() -> None:
    html = written('{% include "web/components/form.html" %}', form=Sample(data={}))
    assert 'aria-describedby="id_name_help id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name_error"' in html
    assert "<code>liste</code>" in html
    assert html.index('type="checkbox"') < html.index("Garder")


def test_a_field_without_error_is_not_invalid() -> None:
    html = written('{% include "web/components/form.html" %}', form=Sample())
    assert "aria-invalid" not in html
    assert 'aria-describedby="id_name_help"' in html


def test_a_score_is_a_stair_and_a_figure() -> None:
    html = written("{% score 2500 6000 %}")
    assert "2,5<small>sur\u00a06</small>" in html or "2,5<small>sur 6</small>" in html
    assert 'class="steps"' in html
    assert "–" in written("{% score points 6000 %}", points=None)


def test_texts_by_language() -> None:
    both = {"fr": "Noyau", "en": "Kernel"}
    assert written("{{ text|localize }}", text=both) == "Noyau"
    assert written("{{ text|localize }}", "en", text=both) == "Kernel"
    assert written("{{ text|sentence }}", "en", text={"*": "`Total`"}) == "<code>Total</code>"
    assert written("{{ text|localize }}", "en", text={"fr": "Seul"}) == "Seul"


def test_typeset_leaves_tags_alone_and_escapes_text() -> None:
    html = written(
        '{% filter typeset %}<svg viewBox="0 0 111 260"></svg>Lu : 17 300{% endfilter %}'
    )
    assert '<svg viewBox="0 0 111 260"></svg>Lu\u00a0: 17\u00a0300' in html
    assert written("{{ text|typeset }}", text="<b> ?") == "&lt;b&gt;\u00a0?"


def test_unseen_decimals_align() -> None:
    html = written("{{ points|aligned:2 }}", points=2500)
    assert html == '2,5<span class="ghost" aria-hidden="true">0</span>'
    assert written("{{ points|aligned }}", points=None) == "–"


def test_details_are_drawn_and_escaped() -> None:
    detail = {"type": "traceback", "exception": "E", "text": "<x>", "frames": [{"line": 8}]}
    html = written("{% detail d %}", d=detail)
    assert "&lt;x&gt;" in html
    assert 'data-hit="8"' in html
    assert written("{% detail d %}", d={"type": "from a newer grader"}).strip() == ""


def test_a_traceback_quotes_the_lines_of_the_code_it_names() -> None:
    """The exception's text, escaped; a line that is not there is left out."""
    found = {
        "type": "traceback",
        "exception": "RuntimeError",
        "text": "mat1 and mat2 <shapes>",
        "frames": [{"line": 2, "function": "f"}, {"line": 9, "function": "g"}],
    }
    html = written("{% detail d code %}", d=found, code="def f():\r\n    return a @ b\r\n")
    assert "mat1 and mat2 &lt;shapes&gt;" in html
    assert "return a @ b" in html
    assert html.count('class="quoted"') == 1
    assert "a @ b" not in written("{% detail d %}", d=found)
    assert (
        written("{{ d|raised }}", d=[{"type": "inputs"}, found]) == "mat1 and mat2 &lt;shapes&gt;"
    )


def test_parts_are_ranked_by_what_they_are() -> None:
    """Those of one rank keep their order; what is not named stands last."""
    whys = ["blank", "wrong", None, "known", "wrong"]
    parts = [
        {"key": str(n), "details": [{"why": why}] if why else []} for n, why in enumerate(whys)
    ]
    html = written("{% for p in d|ranked:'known wrong blank' %}{{ p.key }}{% endfor %}", d=parts)
    assert html == "31402"


def test_the_first_missed_part_is_one_that_ran() -> None:
    parts = [{"key": "a", "outcome": "not-run"}, {"key": "b", "outcome": "failed"}]
    assert written("{% with p=parts|first_missed %}{{ p.key }}{% endwith %}", parts=parts) == "b"
    assert written("{{ parts|passed }}", parts=[*parts, {"outcome": "passed"}]) == "1"


@pytest.mark.parametrize(("level", "css"), [(messages.ERROR, "wrong"), (messages.WARNING, "part")])
def test_messages_are_notices(level: int, css: str) -> None:
    html = written('{% include "web/components/messages.html" %}', messages=[Message(level, "<i>")])
    assert f'class="notice {css}"' in html
    assert "&lt;i&gt;" in html


def test_success_is_a_toast_with_a_way_back() -> None:
    done = Message(messages.SUCCESS, "`a.py` supprimé.", extra_tags="/undo/7/")
    html = written('{% include "web/components/messages.html" %}', messages=[done])
    assert "data-toast" in html
    assert 'action="/undo/7/"' in html
    assert "Annuler" in html


def test_error_pages_say_what_to_do_and_nothing_of_ours() -> None:
    request = RequestFactory().get("/secret-path/")
    with translation.override("en"):
        pages = [
            (views.bad_request(request, ValueError("inner")), 400, "cannot be read"),
            (views.forbidden(request, PermissionDenied()), 403, "not yours to see"),
            (views.not_found(request, KeyError("inner")), 404, "no such page"),
            (views.server_error(request), 500, "not your fault"),
            (views.csrf_failure(request, "inner"), 403, "too old"),
        ]
    for response, status, said in pages:
        text = response.content.decode()
        assert response.status_code == status
        assert said in text
        assert "inner" not in text
        assert "secret-path" not in text.replace('value="/secret-path/"', "")
