import pytest

from promises.demo import password


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.BASE_DIR = tmp_path
    settings.DEMO_PASSWORD = ""


def test_a_random_password_is_long_and_new_each_time():
    first, second = password.choose(), password.choose()

    assert len(first) >= 12
    assert first != second


def test_a_stored_password_is_used_again():
    password.store("samma-som-förut")

    assert password.choose() == "samma-som-förut"


def test_a_set_password_wins_over_the_stored_one(settings):
    password.store("samma-som-förut")
    settings.DEMO_PASSWORD = "bestämt-av-mig"

    assert password.choose() == "bestämt-av-mig"


def test_only_the_owner_can_read_the_file():
    password.store("första")
    password.store("andra")

    assert password.path().stat().st_mode & 0o777 == 0o600
    assert password.stored() == "andra"


def test_nothing_is_stored_at_first():
    assert password.stored() == ""
