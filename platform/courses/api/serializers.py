"""What the API says of courses and of the people in them."""

from rest_framework import serializers

from courses.models import Course, Enrolment, Role


class CourseShape(serializers.ModelSerializer[Course]):
    """A course. ``role`` is the caller's; null for a machine."""

    id = serializers.UUIDField(source="public_id", read_only=True)
    title = serializers.DictField(child=serializers.CharField(), read_only=True)
    subtitle = serializers.DictField(child=serializers.CharField(), read_only=True)
    role = serializers.ChoiceField(choices=Role.choices, allow_null=True, default=None)

    class Meta:
        model = Course
        fields = ("id", "slug", "title", "subtitle", "role", "created_at")
        read_only_fields = fields


class PlaceShape(serializers.ModelSerializer[Enrolment]):
    """Somebody's place in a course, for those who teach there."""

    id = serializers.UUIDField(source="user.public_id", read_only=True)
    name = serializers.CharField(source="user.name", read_only=True)
    email = serializers.EmailField(source="user.email", read_only=True, allow_null=True)
    since = serializers.DateTimeField(source="created_at", read_only=True)

    class Meta:
        model = Enrolment
        fields = ("id", "name", "email", "role", "since")
        read_only_fields = fields
