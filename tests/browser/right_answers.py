"""Right answers for the newest attempt at a quiz, by position and question, as JSON.

Run by ``manage.py shell`` on the database of a running Gradus: ``ATTEMPT`` is put before it.
"""

ANSWERS = """
import json
from graders.bundle import Bundle
from graders.kinds import REGISTRY
from quizzes.models import Attempt

attempt = Attempt.objects.filter(quiz__slug={quiz!r}, user__username={username!r}).get()
pages = []
for item in attempt.items.select_related("variant__version__bundle").order_by("slot__position"):
    version = item.variant.version
    questions = []
    for question in version.definition["questions"]:
        name, kind = question["id"], REGISTRY[question["kind"]]
        reference = f"code/{{name}}/reference.py"
        if kind.name in ("code", "notebook"):
            answer = Bundle.unpack(bytes(version.bundle.data)).text(reference)
        else:
            answer = kind.self_test(item.variant.questions[name])[0].answer
            if kind.name == "choice":
                right = [o for o in item.variant.questions[name]["options"] if o["credit"] == 1]
                answer = right[0]["id"]
        questions.append([name, kind.name, answer])
    pages.append([version.exercise.slug, questions])
print(json.dumps(pages))
"""

POINTS = """
import json
from quizzes.models import Attempt

attempt = Attempt.objects.filter(quiz__slug={quiz!r}, user__username={username!r}).get()
items = attempt.items.select_related("variant__version__exercise").order_by("slot__position")
print(json.dumps([[i.variant.version.exercise.slug, i.points, i.max_points] for i in items]))
"""
