-- The server's time, and what makes a database like this one. What versions lack is read as JSON, and is null there.
SELECT
    extract(epoch FROM clock_timestamp())::bigint AS seconds,
    format('ENCODING %L LC_COLLATE %L LC_CTYPE %L', pg_encoding_to_char(encoding), datcollate, datctype)
    || CASE row ->> 'datlocprovider'
        WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', coalesce(row ->> 'datlocale', row ->> 'daticulocale'))
        WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', row ->> 'datlocale')
        ELSE ''
    END AS options
FROM pg_catalog.pg_database AS d, LATERAL to_jsonb(d) AS row
WHERE datname = current_database()
