"""Each page as each role: what is not one's own looks as if it did not exist, and the audit log knows."""

import pytest

from panel.app import find_pages
from panel.page import View
from redes.followup.accounts import RIGHTS, Forbidden, machine, scope_of

ROLES = tuple(RIGHTS)

VIEWS = [
    (page, view)
    for page in find_pages()
    for view in page.views
    if isinstance(view, View) and page.right is not None and "{" not in view.path
]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("page", "view"), VIEWS, ids=[f"{view.method} {view.path}" for _, view in VIEWS])
async def test_a_page_opens_to_those_who_have_its_right_and_to_nobody_else(world, page, view, role):
    account = world.account(role)
    browser = await world.inside(account)
    await browser.opens("/panel")

    answer = await (browser.opens(view.path) if view.method == "GET" else browser.sends(view.path))

    if page.right in RIGHTS[role]:
        assert answer.status_code in (200, 422)
        assert (account.id, "acceso-negado") not in world.deeds()
    else:
        assert answer.status_code == 404
        assert "Aquí no hay nada" in answer.text
        assert world.deeds()[-1] == (account.id, "acceso-negado")


@pytest.mark.parametrize("path", [view.path for page in find_pages() for view in page.views if isinstance(view, View)])
async def test_no_page_opens_to_whoever_is_not_in(world, path):
    client = world.browser().client

    for method in ("GET", "POST"):
        answer = await client.request(method, path.replace("{account}", "0" * 12))
        assert answer.status_code in (403, 405)


@pytest.mark.parametrize("role", ROLES)
async def test_the_menu_shows_what_may_be_opened_and_no_more(world, role):
    text = (await (await world.inside(world.account(role))).opens("/panel")).text

    for page in find_pages():
        if page.order is not None:
            assert (f'<a href="{page.path}"' in text.split("</nav>")[0]) == (page.right in (None, *RIGHTS[role]))


def test_a_scope_reaches_its_own_territories_only(world, catalogue):
    everywhere = catalogue.territories
    scope = scope_of(world.account("coordinator", "cucuta", "cali"), everywhere)

    scope.require("review", "cali")
    for right, territory in (
        ("review", "medellin"),
        ("review", "atlantis"),
        ("accounts", None),
        ("counts", "medellin"),
    ):
        with pytest.raises(Forbidden):
            scope.require(right, territory)


def test_a_territory_that_is_gone_from_the_catalogue_is_in_no_scope(world):
    assert scope_of(world.account("coordinator", "cucuta", "cali"), ["cali", "medellin"]).territories == {"cali"}


def test_an_administrator_reaches_all_territories_and_reads_no_report(world, catalogue):
    scope = scope_of(world.account("administrator"), catalogue.territories)

    assert scope.territories == machine(catalogue.territories).territories == set(catalogue.territories)
    assert scope.may("counts", "cucuta")
    assert not scope.may("review", "cucuta")


def test_an_analyst_has_counts_and_nothing_else():
    assert RIGHTS["analyst"] == {"counts"}
