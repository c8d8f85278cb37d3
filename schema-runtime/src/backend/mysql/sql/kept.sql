SELECT CAST(k.in_schema AS CHAR) AS in_schema,
       CAST(k.of_table AS CHAR) AS of_table,
       CAST(k.name AS CHAR) AS name,
       CAST(k.kind AS CHAR) AS kind
  FROM (SELECT trigger_schema AS in_schema, event_object_table AS of_table, trigger_name AS name, 'TRIGGER' AS kind
          FROM information_schema.triggers WHERE trigger_schema = ?
         UNION ALL
        SELECT routine_schema, NULL, routine_name, routine_type
          FROM information_schema.routines WHERE routine_schema = ?
         UNION ALL
        SELECT event_schema, NULL, event_name, 'EVENT'
          FROM information_schema.events WHERE event_schema = ?) k
