-- All tables, views and their kinds; and the library's version, which is thus read in the same snapshot.
SELECT sqlite_version() AS version, name, type AS kind, wr AS without_rowid, strict
FROM pragma_table_list
WHERE schema = 'main'
