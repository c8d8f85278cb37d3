-- The foreign keys of all tables, a row for each column; the last one in a table's text has the id 0.
SELECT m.name AS "table", k.id, k."table" AS target, k."from" AS "column", k."to" AS target_column, k.on_update, k.on_delete
FROM main.sqlite_schema AS m JOIN pragma_foreign_key_list(m.name, 'main') AS k
WHERE m.type = 'table' AND m.rootpage > 0
ORDER BY m.name, k.id DESC, k.seq
