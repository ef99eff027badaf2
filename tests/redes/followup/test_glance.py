from datetime import timedelta

import pytest
from makers import THURSDAY
from mesa_makers import ANALYST, OF_MEDELLIN, an_organisation, an_undertaking, some_ground

from redes.followup.commitments import advance_commitment, make_commitment, territory_agenda
from redes.followup.errors import NotYours
from redes.followup.glance import Glance, glance_at
from redes.followup.meetings import call_meeting
from redes.followup.rights import OPERATOR
from redes.reports.retention import Retention

GROUND = some_ground()
LATER = THURSDAY + timedelta(days=40)


def test_mesas_at_a_glance_tell_what_each_tells_alone(uow):
    given = {"scope": OF_MEDELLIN, "ground": GROUND, "uow": uow}
    seat = an_organisation(uow)
    for days in (30, 60, 90):
        made = make_commitment(
            "medellin",
            an_undertaking(organisation=seat, due=THURSDAY + timedelta(days=days)),
            retention=Retention(),
            today=THURSDAY,
            **given,
        )
    advance_commitment(
        made.id, "retirado", seen=1, note="Ya no", vault=None, retention=Retention(), today=LATER, **given
    )
    for days in (-20, 20, 10):
        meeting = call_meeting("medellin", LATER + timedelta(days=days), [], **given)

    found = glance_at(["cali", "medellin"], scope=OPERATOR, uow=uow, today=LATER)

    alone = territory_agenda("medellin", scope=OF_MEDELLIN, uow=uow)
    assert found == (
        Glance(territory="cali", open=0, late=0, next=None),
        Glance(territory="medellin", open=len(alone), late=sum(one.late(LATER) for one in alone), next=meeting),
    )
    assert (found[1].open, found[1].late) == (2, 1)


@pytest.mark.parametrize("scope", [ANALYST, OF_MEDELLIN])
def test_who_may_not_enter_one_of_them_sees_none(uow, scope):
    with pytest.raises(NotYours):
        glance_at(["medellin", "cali"], scope=scope, uow=uow, today=THURSDAY)
