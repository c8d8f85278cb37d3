-- What hangs on columns, tables and types. $1: a JSON array of arrays, each the number of a step, 'r' for a relation or 't'
-- for a type, its name as SQL, and a column's name or null for the whole table.
WITH
  wanted AS MATERIALIZED (
    SELECT (w->>0)::integer AS step, CASE w->>1 WHEN 'r' THEN to_regclass(w->>2)::oid END AS relation,
      CASE w->>1 WHEN 't' THEN to_regtype(w->>2)::oid END AS type, w->>3 AS name
    FROM json_array_elements($1::json) w
  ),
  reading AS (
    SELECT w.step, w.relation, w.name, d.classid, d.objid, d.objsubid
    FROM wanted w
    JOIN pg_depend d ON d.refclassid = 'pg_class'::regclass AND d.refobjid = w.relation AND d.deptype = 'n'
      AND (w.name IS NULL OR d.refobjsubid = (
        SELECT a.attnum FROM pg_attribute a
        WHERE a.attrelid = w.relation AND a.attname = w.name AND NOT a.attisdropped))
    WHERE d.classid IN ('pg_rewrite'::regclass, 'pg_trigger'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass,
      'pg_publication_rel'::regclass)
    UNION ALL
    SELECT w.step, NULL, NULL, d.classid, d.objid, d.objsubid
    FROM wanted w
    JOIN pg_type y ON y.oid = w.type
    JOIN pg_depend d ON d.refclassid = 'pg_type'::regclass AND d.refobjid IN (y.oid, y.typarray) AND d.deptype = 'n'
    WHERE d.classid IN ('pg_rewrite'::regclass, 'pg_policy'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass,
        'pg_cast'::regclass)
      -- Columns that are known are converted, or go.
      OR d.classid = 'pg_class'::regclass AND d.objsubid > 0 AND NOT EXISTS (
        SELECT FROM wanted o
        JOIN pg_attribute a ON a.attrelid = o.relation AND a.attnum = d.objsubid
        WHERE o.relation = d.objid AND coalesce(o.name, a.attname) = a.attname)
  )
SELECT DISTINCT r.step,
  CASE coalesce(v.relkind, c.relkind)
    WHEN 'v' THEN 'the view `' || coalesce(v.oid, c.oid)::regclass::text || '`'
    WHEN 'm' THEN 'the materialized view `' || coalesce(v.oid, c.oid)::regclass::text || '`'
    ELSE 'the ' || pg_describe_object(r.classid, r.objid, r.objsubid)
  END AS what
FROM reading r
LEFT JOIN pg_rewrite w ON r.classid = 'pg_rewrite'::regclass AND w.oid = r.objid
LEFT JOIN pg_class v ON v.oid = w.ev_class
LEFT JOIN pg_class c ON r.classid = 'pg_class'::regclass AND c.oid = r.objid
LEFT JOIN pg_trigger g ON r.classid = 'pg_trigger'::regclass AND g.oid = r.objid
LEFT JOIN pg_policy p ON r.classid = 'pg_policy'::regclass AND p.oid = r.objid
LEFT JOIN pg_publication_rel u ON r.classid = 'pg_publication_rel'::regclass AND u.oid = r.objid
-- With a table goes what is its own.
WHERE r.relation IS NULL OR r.name IS NOT NULL
  OR coalesce(w.ev_class, g.tgrelid, p.polrelid, u.prrelid, 0) <> r.relation
ORDER BY 1, 2
