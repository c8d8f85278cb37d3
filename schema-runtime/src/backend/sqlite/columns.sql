-- The columns of all tables; hidden is 2 for a virtual and 3 for a stored generated column.
SELECT m.name AS "table", c.name, c.type AS ty, c."notnull" AS not_null, c.dflt_value AS "default", c.pk, c.hidden
FROM main.sqlite_schema AS m JOIN pragma_table_xinfo(m.name, 'main') AS c
WHERE m.type = 'table' AND m.rootpage > 0
ORDER BY m.name, c.cid
