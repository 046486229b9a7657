"""What the API says of a person."""

from rest_framework import serializers

from accounts.models import User


class PersonShape(serializers.ModelSerializer[User]):
    """A person, as they see themselves."""

    id = serializers.UUIDField(source="public_id", read_only=True)

    class Meta:
        model = User
        fields = ("id", "name", "username", "email", "language")
        read_only_fields = fields
