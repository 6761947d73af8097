from tests.project.access_rows import Row

ROWS: dict[str, Row] = {}
