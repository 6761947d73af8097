"""A file on its way in: received, its columns chosen, checked, inserted; or given up.

Checking and inserting are done some hundreds of rows at a time, each in a short transaction of its own, so that others
can write meanwhile and whoever is interrupted goes on where it stopped. ``step`` takes as many as there is time for.
"""

from lagesbild.actions.importing.choosing import choose_columns, choose_words
from lagesbild.actions.importing.cleaning import abandon, clean, clean_old
from lagesbild.actions.importing.inserting import confirm
from lagesbild.actions.importing.receiving import receive
from lagesbild.actions.importing.stepping import step

__all__ = ["abandon", "choose_columns", "choose_words", "clean", "clean_old", "confirm", "receive", "step"]
