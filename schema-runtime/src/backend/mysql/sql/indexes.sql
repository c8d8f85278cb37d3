SELECT CAST(table_schema AS CHAR) AS in_schema,
       CAST(table_name AS CHAR) AS of_table,
       CAST(index_name AS CHAR) AS name,
       CAST(seq_in_index AS SIGNED) AS position,
       CAST(non_unique AS SIGNED) AS plain,
       CAST(column_name AS CHAR) AS part,
       CAST({expression} AS CHAR) AS expression,
       CAST(collation AS CHAR) AS direction,
       CAST(sub_part AS SIGNED) AS prefix,
       CAST(index_type AS CHAR) AS method,
       CAST({usable} AS CHAR) AS usable
  FROM information_schema.statistics
 WHERE table_schema = ?
