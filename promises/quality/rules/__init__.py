"""The rules by theme. Each gives findings about one activity or the promise as a whole; none asks the database."""
