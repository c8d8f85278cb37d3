-- The indexes of all tables, a row for each part; a part over an expression has no name.
SELECT m.name AS "table", i.name, i."unique", i.origin, x.name AS "column", x.cid, x."desc" AS descending, x.coll AS collation
FROM main.sqlite_schema AS m
JOIN pragma_index_list(m.name, 'main') AS i
JOIN pragma_index_xinfo(i.name, 'main') AS x
WHERE m.type = 'table' AND m.rootpage > 0 AND x.key
ORDER BY m.name, i.name, x.seqno
