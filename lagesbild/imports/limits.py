"""How much we take, and why no more."""

MB = 1024 * 1024

# A page takes what the upload handler lets through (``settings.MAX_FILE_BYTES``). This is for the command
# ``import_reports``, which nobody waits for: some two million reports.
MAX_COMMAND_BYTES = 250 * MB
# Opening a file is one request, and no request may take 20 seconds.
MAX_READING_SECONDS = 15.0

# A table that people work with has ten or twenty columns; each costs memory in each row.
MAX_COLUMNS = 60
# What a form takes too (``organisations.forms.base.MAX_TEXT``).
MAX_CELL = 10_000
MAX_HEADING = 120

# An Excel file is a zip archive of XML. Rows are read one at a time, but the texts that cells share are kept in memory
# (five bytes for each in the file): a worker has 160 MB. A sheet of 100,000 rows and ten columns is 60 MB unpacked.
MAX_UNPACKED_BYTES = 200 * MB
MAX_SHARED_BYTES = 20 * MB
# Styles, the list of sheets and so on are parsed whole.
MAX_PART_BYTES = 4 * MB
MAX_PARTS = 1000
# Before the first element of a part there is a line or two.
MAX_PROLOG_BYTES = 64 * 1024
# Above the headings of a sheet.
MAX_EMPTY_ROWS = 1000
# Excel's own XML packs to a tenth, the most repetitive to a fiftieth; what unpacks to more is made to fill a memory.
MAX_RATIO = 200

# A column read by word has a handful of them; forty different ones are another column.
MAX_WORDS = 40
