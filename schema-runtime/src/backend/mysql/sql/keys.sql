SELECT CAST(table_schema AS CHAR) AS in_schema,
       CAST(table_name AS CHAR) AS of_table,
       CAST(constraint_name AS CHAR) AS name,
       CAST(ordinal_position AS SIGNED) AS position,
       CAST(column_name AS CHAR) AS part,
       CAST(referenced_table_schema AS CHAR) AS to_schema,
       CAST(referenced_table_name AS CHAR) AS to_table,
       CAST(referenced_column_name AS CHAR) AS to_part
  FROM information_schema.key_column_usage
 WHERE table_schema = ? AND referenced_table_name IS NOT NULL
