-- Everything that was created, as text. Tables without a root page are virtual.
SELECT type AS kind, name, tbl_name AS "table", sql
FROM main.sqlite_schema
ORDER BY name
