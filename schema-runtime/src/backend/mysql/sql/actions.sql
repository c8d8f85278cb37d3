SELECT CAST(constraint_schema AS CHAR) AS in_schema,
       CAST(table_name AS CHAR) AS of_table,
       CAST(constraint_name AS CHAR) AS name,
       CAST(delete_rule AS CHAR) AS on_delete,
       CAST(update_rule AS CHAR) AS on_update
  FROM information_schema.referential_constraints
 WHERE constraint_schema = ?
