SELECT CAST(table_schema AS CHAR) AS in_schema,
       CAST(table_name AS CHAR) AS of_table,
       CAST(table_type AS CHAR) AS kind,
       CAST(engine AS CHAR) AS engine,
       CAST(table_collation AS CHAR) AS collation,
       CAST(create_options AS CHAR) AS options,
       CAST(table_comment AS CHAR) AS remark
  FROM information_schema.tables
 WHERE table_schema = ?
