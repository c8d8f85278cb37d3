SELECT CAST(table_schema AS CHAR) AS in_schema,
       CAST(table_name AS CHAR) AS of_table,
       CAST(column_name AS CHAR) AS name,
       CAST(ordinal_position AS SIGNED) AS position,
       CAST(column_type AS CHAR) AS type,
       CAST(is_nullable AS CHAR) AS nullable,
       CAST(column_default AS CHAR) AS value,
       CAST(extra AS CHAR) AS extra,
       CAST(generation_expression AS CHAR) AS generated,
       CAST(collation_name AS CHAR) AS collation,
       CAST(column_comment AS CHAR) AS remark
  FROM information_schema.columns
 WHERE table_schema = ?
