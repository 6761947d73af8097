"""What keeps a run of thousands of tests quick without any test knowing of it."""

import gc


def pytest_collection_finish() -> None:
    """Spare the garbage collector what lives until the end of the run: all modules and all collected tests.

    Otherwise it goes through them again and again, for a tenth of the time of the suite. It still collects what tests
    leave, only in larger portions.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
