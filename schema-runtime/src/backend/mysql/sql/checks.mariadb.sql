SELECT CAST(constraint_schema AS CHAR) AS in_schema,
       CAST(table_name AS CHAR) AS of_table,
       CAST(constraint_name AS CHAR) AS name,
       CAST(check_clause AS CHAR) AS expr,
       CAST({level} AS CHAR) AS level,
       'YES' AS enforced
  FROM information_schema.check_constraints
 WHERE constraint_schema = ?
