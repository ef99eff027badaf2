from redes.doors import Doors


def test_what_is_handed_on_is_the_bot_where_anything_can_be_asked():
    doors = Doors(public_url="https://redes.example.org", bot="RedesBot")

    assert (doors.link, doors.shown) == ("https://t.me/RedesBot", "t.me/RedesBot")


def test_without_a_bot_it_is_the_web_chat_and_without_both_nothing():
    web, nothing = Doors(public_url="https://redes.example.org"), Doors()

    assert (web.link, web.shown) == ("https://redes.example.org", "redes.example.org")
    assert (nothing.link, nothing.shown, nothing.verification("A")) == (None, None, None)


def test_a_code_is_looked_up_on_the_web_where_nobody_needs_telegram():
    both, bot = Doors(public_url="https://redes.example.org", bot="RedesBot"), Doors(bot="RedesBot")

    assert both.verification("2GYS") == "https://redes.example.org/v/2GYS"
    assert bot.verification("2GYS") == "https://t.me/RedesBot?start=v_2GYS"


def test_a_report_of_an_institution_is_told_where_nobody_needs_telegram():
    both, bot = Doors(public_url="https://redes.example.org", bot="RedesBot"), Doors(bot="RedesBot")

    assert both.report_at("cuc-huem") == "https://redes.example.org/?r=cuc-huem"
    assert bot.report_at("cuc-huem") == "https://t.me/RedesBot?start=r_cuc-huem"
    assert Doors().report_at("cuc-huem") is None
