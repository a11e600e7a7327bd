"""Renders the user data of the Windows hosts, which want \\r\\n."""

LINE_ENDING = "\r\n"


def render(lines: list[str]) -> str:
    """Joins lines as Windows reads them."""
    return LINE_ENDING.join(lines) + LINE_ENDING
