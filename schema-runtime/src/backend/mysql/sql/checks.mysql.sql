SELECT CAST(t.table_schema AS CHAR) AS in_schema,
       CAST(t.table_name AS CHAR) AS of_table,
       CAST(t.constraint_name AS CHAR) AS name,
       CAST(c.check_clause AS CHAR) AS expr,
       'Table' AS level,
       CAST(t.enforced AS CHAR) AS enforced
  FROM information_schema.table_constraints t
  JOIN information_schema.check_constraints c
    ON c.constraint_schema = t.constraint_schema AND c.constraint_name = t.constraint_name
 WHERE t.table_schema = ? AND t.constraint_type = 'CHECK'
