import tables

print(tables.TABLES)
