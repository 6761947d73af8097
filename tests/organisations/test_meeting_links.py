"""Addresses in the text of an agenda item."""

from organisations.templatetags.meetings import with_links


def test_an_address_of_our_own_gets_words_that_make_sense_alone(settings):
    settings.SITE_URL = "https://loften.example.se"

    html = with_links("Omgång 3.\nhttps://loften.example.se/arbete/uppfoljning/6/", "Trygg <vardag>")

    assert html == (
        'Omgång 3.\n<a href="/arbete/uppfoljning/6/">Läs mer<span class="ds-sr-only">: '
        "Trygg &lt;vardag&gt;</span></a>"
    )


def test_other_addresses_and_words_stay_as_they_are_written(settings):
    settings.SITE_URL = "https://loften.example.se"

    html = with_links("<b>Se</b> https://bra.se/rapport\nhttps://loften.example.se.ond.example/", "x")

    assert "&lt;b&gt;Se&lt;/b&gt;" in html
    assert '<a href="https://bra.se/rapport"' in html
    assert "Läs mer" not in html
