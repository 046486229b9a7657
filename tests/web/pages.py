"""A small site that keeps the server's side of docs/live.md, to try the scripts against."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.template import Context, RequestContext, Template
from django.urls import include, path


@dataclass
class Kept:
    """What the small site remembers."""

    answer: str = ""
    revision: int = 0
    posts: list[dict[str, str]] = field(default_factory=list)
    submitted: list[str] = field(default_factory=list)
    polls: int = 0
    polls_before_verdict: int = 0
    streams: bool = True
    refuse: bool = False


KEPT = Kept()

QUESTION = {
    "id": "jacobian",
    "starter": "import numpy as np\n\nx = 1\n",
    "runtime": "numpy",
    "defines": ["jacobian(A, v)"],
    "limits": {"cpu": 5.0, "memory_mb": 256},
}

DRAFT = """{% extends "web/base.html" %}{% block main %}<h1>Brouillon</h1>
{% include "web/components/saved.html" %}
<form method="post" action="/submit/" data-draft="one" data-draft-url="/draft/"
 data-revision="{{ kept.revision }}">{% csrf_token %}
<input type="hidden" name="revision" value="{{ kept.revision }}">
<label for="a">Réponse</label><input class="input" id="a" name="answer" value="{{ kept.answer }}">
<button class="btn main" type="submit">Rendre</button></form>{% endblock %}"""

CODE = """{% extends "web/base.html" %}{% block main %}<h1>Code</h1>
<section data-question><form method="post" action="/submit/">{% csrf_token %}
{% include "kinds/code/input.html" with q=q name="answer" problems=none %}
<button class="btn main" type="submit">Rendre</button></form>
<p data-hits><b data-hit="2"><a href="#code" data-line="3">ligne 3</a></b></p>
<p data-hit="1">un autre test</p><a href="#code" data-editor>Corriger</a></section>{% endblock %}"""

LIVE = """{% extends "web/base.html" %}{% block main %}<h1>Verdict</h1><p id="tries">3 essais</p>
{% include "web/components/grading.html" with id="g" events="/events/" fragment="/fragment/" %}
{% endblock %}"""

BACK = """{% extends "web/base.html" %}{% block main %}<h1>Question</h1>
<section id="q-1"><h2 data-verdict tabindex="-1">Partiel</h2></section>{% endblock %}"""

VERDICT = """<section id="g"><p id="tries" data-swap="#tries">2 essais</p>
<h2 data-verdict tabindex="-1">Partiel</h2><p>Voyez <span class="tex">x^2</span>.</p></section>"""

SCROLLS = """{% extends "web/base.html" %}{% block skip %}exercise{% endblock %}
{% block main %}<h1 class="vh">Exercice</h1>
<nav class="{{ look }}" aria-label="Exercices"><ol class="qnav" role="list">{% for n in stops %}
<li><a href="#s{{ n }}"{% if n == 40 %} aria-current="step"{% endif %}>
<span class="n">{{ n }}</span>
<span class="l">Un exercice</span></a></li>{% endfor %}</ol></nav>
<div id="exercise" tabindex="-1"><a href="#x" id="first">Premier</a>
<div class="scroll"><table class="data"><tr>{% for n in stops %}<td>cellule{{ n }}</td>{% endfor %}
</tr></table></div>
<div class="prose"><pre class="code"><code>{% for n in stops %}colonne_{{ n }} = {% endfor %}</code>
</pre></div>
<div class="scroll" id="short"><table class="data"><tr><td>1</td></tr></table></div>
<details data-keep="symbols-one"><summary>Symboles</summary>x</details>
<form><input class="cell" name="a" placeholder=" " aria-label="a">
<input class="cell" name="b" placeholder=" " value="7" aria-label="b">
<select class="input" name="c" aria-label="c"><option value="">?</option></select>
{% if look == "rail" %}<p data-empty>2 cases</p>{% endif %}</form>
</div>{% endblock %}"""


def _page(source: str) -> Any:
    def view(request: HttpRequest) -> HttpResponse:
        context = {"kept": KEPT, "q": QUESTION, "draft": None}
        return HttpResponse(Template(source).render(RequestContext(request, context)))

    return view


def scrolls(request: HttpRequest, look: str) -> HttpResponse:
    """A rail of sixty stops, a table and a listing that are too wide."""
    context = RequestContext(request, {"look": look, "stops": range(1, 61)})
    return HttpResponse(Template(SCROLLS).render(context))


def draft(request: HttpRequest) -> HttpResponse:
    """Keep what is typed; refuse what is older than the newest."""
    KEPT.posts.append({key: str(value) for key, value in request.POST.items()})
    if KEPT.refuse:
        return JsonResponse({"detail": "Le devoir est fermé."}, status=403)
    newer = int(request.POST["revision"]) < KEPT.revision
    if newer and request.POST["answer"] != KEPT.answer:
        return JsonResponse({"revision": KEPT.revision}, status=409)
    KEPT.answer = request.POST.get("answer", "")
    KEPT.revision += 1
    return JsonResponse({"revision": KEPT.revision, "saved_at": "2026-11-21T14:32:00+01:00"})


def submit(request: HttpRequest) -> HttpResponse:
    """Take the answer."""
    KEPT.submitted.append(request.POST["answer"])
    return HttpResponse("<title>Reçu</title>Reçu.")


def events(request: HttpRequest) -> HttpResponseBase:
    """Two tests expected, one done, one not expected, the verdict."""
    if not KEPT.streams:
        return HttpResponse(status=404)
    return StreamingHttpResponse(_stream(), content_type="text/event-stream")


def _stream() -> Iterator[bytes]:
    def event(name: str, data: object) -> bytes:
        return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()

    yield b": ping\n\n"
    yield event("expected", [{"key": "a", "title": "La `forme`"}, {"key": "b", "title": "Nul"}])
    done = {"key": "a", "title": "La `forme`", "outcome": "passed", "points": 1500, "max": 1500}
    yield event("part", done)
    yield event("part", {**done, "key": "c", "title": "Autre", "outcome": "crashed", "points": 0})
    yield event("verdict", {"state": "graded"})


def fragment(request: HttpRequest) -> HttpResponse:
    """The waiting block until enough polls, then the verdict."""
    KEPT.polls += 1
    if KEPT.polls <= KEPT.polls_before_verdict:
        waiting = (
            '{% include "web/components/grading.html" with id="g" '
            'events="/events/" fragment="/fragment/" %}'
        )
        return HttpResponse(Template(waiting).render(Context({})))
    return HttpResponse(VERDICT)


urlpatterns = [
    path("", include("web.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
    path("type/", _page(DRAFT)),
    path("code/", _page(CODE)),
    path("live/", _page(LIVE)),
    path("back/", _page(BACK)),
    path("scrolls/<str:look>/", scrolls),
    path("draft/", draft),
    path("submit/", submit),
    path("events/", events),
    path("fragment/", fragment),
]
