"""Files that come in: read, understood and checked. Nothing here writes to the database; ``actions.importing`` does.

``files`` opens an upload, whatever it is (``delimited``, ``workbook``), as a table of headings and rows. ``stored``
keeps those rows one a line, so that a check can go on where it stopped. What the columns may be is data: ``kinds``,
with their fields, headings in use and readers of values. ``columns`` guesses which column is which, and ``checking``
reads one row after the other.
"""
