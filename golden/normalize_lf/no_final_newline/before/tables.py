"""Names of the tables, shared with the functions."""

ORDERS = "orders"
REFUNDS = "refunds"
TABLES = {name: f"{name}-table" for name in (ORDERS, REFUNDS)}