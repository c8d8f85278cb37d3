SELECT CAST(version() AS CHAR) AS version,
       CAST(database() AS CHAR) AS current_database,
       CAST(@@lower_case_table_names AS SIGNED) AS lower_case,
       CAST(@@explicit_defaults_for_timestamp AS SIGNED) AS explicit_timestamps,
       CAST(@@collation_database AS CHAR) AS collation,
       CAST(@@sql_mode AS CHAR) AS modes,
       CAST((SELECT COUNT(*) FROM information_schema.user_privileges WHERE privilege_type <> 'USAGE') AS SIGNED)
       + CAST((SELECT COUNT(*) FROM information_schema.schema_privileges
                WHERE database() LIKE table_schema) AS SIGNED) AS rights
