"""What can be done to courses and to the places in them."""

from courses.services.behalf import act_on_behalf
from courses.services.courses import (
    create_course,
    rename_course,
    renew_join_code,
    set_join_open,
)
from courses.services.enrolling import Outcome, Step, enrol_roster, invite, plan
from courses.services.joining import ask_by_mail
from courses.services.places import change_role, enrol, join, leave, restore
from courses.services.tokens import create_course_token, revoke_course_token

__all__ = [
    "Outcome",
    "Step",
    "act_on_behalf",
    "ask_by_mail",
    "change_role",
    "create_course",
    "create_course_token",
    "enrol",
    "enrol_roster",
    "invite",
    "join",
    "leave",
    "plan",
    "rename_course",
    "renew_join_code",
    "restore",
    "revoke_course_token",
    "set_join_open",
]
