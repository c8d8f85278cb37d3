-- The catalog in one statement, so in one snapshot: one row, with a JSON array of arrays in each column. Rows carry
-- oids and the catalog's own arrays and are joined in Rust; what deparses is called only where nothing plain says
-- the same. $1: a JSON array with the names of the schemas wanted besides those of the search path.
WITH
  -- What an older server's catalog has no column for is found here: a column of the inner query wins where there is one.
  absent AS MATERIALIZED (
    SELECT false AS indnullsnotdistinct, true AS conenforced, NULL::smallint[] AS confdelsetcols,
      NULL::"char" AS attcompression
  ),
  search AS MATERIALIZED (
    SELECT n.oid, n.nspname, p.position
    FROM unnest(current_schemas(false)) WITH ORDINALITY AS p (name, position)
    JOIN pg_namespace n ON n.nspname = p.name
  ),
  spaces AS MATERIALIZED (
    SELECT oid FROM search
    UNION
    SELECT oid FROM pg_namespace WHERE nspname IN (SELECT json_array_elements_text($1::json))
  ),
  -- Schemas of the search path that the role may not use: the server passes over them in silence.
  closed AS MATERIALIZED (
    SELECT n.oid
    FROM unnest(string_to_array(current_setting('search_path'), ',')) AS p (name)
    JOIN pg_namespace n ON n.nspname = replace(btrim(p.name, ' "'), '$user', current_user)
    WHERE NOT has_schema_privilege(n.oid, 'USAGE')
  ),
  extension AS MATERIALIZED (
    SELECT classid, objid
    FROM pg_depend
    WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e'
  ),
  relation AS MATERIALIZED (
    SELECT c.oid, c.relnamespace, c.relname, c.relkind
    FROM pg_class c
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND NOT c.relispartition AND c.relpersistence <> 't'
      AND c.relnamespace IN (SELECT oid FROM spaces)
      AND NOT EXISTS (SELECT FROM extension e WHERE e.objid = c.oid AND e.classid = 'pg_class'::regclass)
  ),
  -- Materialized views are kept, and their indexes are read.
  tab AS MATERIALIZED (
    SELECT oid, relnamespace, relname, relkind FROM relation WHERE relkind IN ('r', 'p', 'm')
  ),
  col AS MATERIALIZED (
    SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.atttypmod, a.attcollation, a.attnotnull, a.attidentity,
      a.attgenerated, d.oid AS defoid, pg_get_expr(d.adbin, d.adrelid) AS expr
    FROM tab t
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON a.atthasdef AND d.adrelid = a.attrelid AND d.adnum = a.attnum
  ),
  -- Sequences that belong to a column: `a` for serial and OWNED BY, `i` for identity.
  owned AS MATERIALIZED (
    SELECT d.objid, d.refobjid, d.refobjsubid, d.deptype
    FROM relation s
    JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = s.oid AND d.refclassid = 'pg_class'::regclass
      AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
    WHERE s.relkind = 'S'
  ),
  ind AS MATERIALIZED (
    SELECT i.*
    FROM tab t
    CROSS JOIN absent
    CROSS JOIN LATERAL (
      SELECT i.indexrelid, i.indrelid, c.relname, c.relam, i.indisunique, i.indisprimary,
        i.indisvalid AND i.indisready AND i.indislive AS valid, indnullsnotdistinct AS nulls_not_distinct,
        i.indnkeyatts, i.indkey, i.indoption, i.indclass, i.indcollation, i.indexprs, i.indpred,
        i.indisclustered, i.indisreplident, c.reloptions, c.reltablespace
      FROM pg_index i
      JOIN pg_class c ON c.oid = i.indexrelid
      WHERE i.indrelid = t.oid
    ) i
  ),
  con AS MATERIALIZED (
    SELECT k.*
    FROM tab t
    CROSS JOIN absent
    CROSS JOIN LATERAL (
      SELECT k.conrelid, k.conname, k.contype, k.condeferrable, k.condeferred,
        k.convalidated AND conenforced AS valid, k.conindid, k.confrelid, k.conkey, k.confkey, k.confupdtype,
        k.confdeltype, k.conbin,
        CASE
          WHEN k.contype = 'c' AND k.connoinherit THEN '{"NO INHERIT": ""}'::json
          WHEN k.contype = 'f' AND (k.confmatchtype = 'f' OR confdelsetcols IS NOT NULL) THEN
            json_strip_nulls(json_build_object('MATCH FULL', CASE k.confmatchtype WHEN 'f' THEN '' END, 'SET', (
              SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY c.position)
              FROM unnest(confdelsetcols) WITH ORDINALITY AS c (number, position)
              JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = c.number)))
        END AS options
      FROM pg_constraint k
      WHERE k.conrelid = t.oid AND k.conparentid = 0 AND k.contype IN ('u', 'f', 'c', 'x')
    ) k
  ),
  -- What entities do not speak of and that is not as it is by itself; a name in small letters is a storage parameter.
  setting AS MATERIALIZED (
    SELECT 't' AS kind, c.relnamespace AS space, c.oid AS relid, NULL::text AS subject, o.name, o.value
    FROM tab t
    JOIN pg_class c ON c.oid = t.oid
    LEFT JOIN pg_class x ON x.oid = c.reltoastrelid
    CROSS JOIN LATERAL (
      SELECT split_part(p, '=', 1) AS name, substr(p, strpos(p, '=') + 1) AS value FROM unnest(c.reloptions) p
      UNION ALL
      SELECT 'toast.' || split_part(p, '=', 1), substr(p, strpos(p, '=') + 1) FROM unnest(x.reloptions) p
      UNION ALL
      SELECT 'UNLOGGED', '' WHERE c.relpersistence = 'u'
      UNION ALL
      SELECT 'TABLESPACE', s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace
      UNION ALL
      SELECT 'REPLICA IDENTITY', CASE c.relreplident WHEN 'f' THEN 'FULL' ELSE 'NOTHING' END
      WHERE c.relreplident IN ('f', 'n')
      UNION ALL
      SELECT 'ROW LEVEL SECURITY', '' WHERE c.relrowsecurity
      UNION ALL
      SELECT 'FORCE ROW LEVEL SECURITY', '' WHERE c.relforcerowsecurity
    ) o
    UNION ALL
    SELECT 'c', NULL, t.oid, a.attname, o.name, o.value
    FROM tab t
    CROSS JOIN absent
    CROSS JOIN LATERAL (
      SELECT a.attname, a.attoptions, a.attstattarget, a.attstorage, y.typstorage, attcompression AS compression
      FROM pg_attribute a
      JOIN pg_type y ON y.oid = a.atttypid
      WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
        AND (a.attoptions IS NOT NULL OR a.attstattarget >= 0 OR a.attstorage <> y.typstorage
          OR attcompression IN ('p', 'l'))
    ) a
    CROSS JOIN LATERAL (
      SELECT split_part(p, '=', 1) AS name, substr(p, strpos(p, '=') + 1) AS value FROM unnest(a.attoptions) p
      UNION ALL
      SELECT 'STATISTICS', a.attstattarget::text WHERE a.attstattarget >= 0
      UNION ALL
      SELECT 'STORAGE', CASE a.attstorage WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN'
          ELSE 'EXTENDED' END
      WHERE a.attstorage <> a.typstorage
      UNION ALL
      SELECT 'COMPRESSION', CASE a.compression WHEN 'p' THEN 'pglz' ELSE 'lz4' END
      WHERE a.compression IN ('p', 'l')
    ) o
    UNION ALL
    SELECT 'i', NULL, i.indrelid, i.relname, o.name, o.value
    FROM ind i
    CROSS JOIN LATERAL (
      SELECT split_part(p, '=', 1) AS name, substr(p, strpos(p, '=') + 1) AS value FROM unnest(i.reloptions) p
      UNION ALL
      SELECT 'TABLESPACE', s.spcname FROM pg_tablespace s WHERE s.oid = i.reltablespace
      UNION ALL
      SELECT 'CLUSTER', '' WHERE i.indisclustered
      UNION ALL
      SELECT 'REPLICA IDENTITY', '' WHERE i.indisreplident
      UNION ALL
      SELECT 'STATISTICS ' || a.attnum, a.attstattarget::text
      FROM pg_attribute a WHERE a.attrelid = i.indexrelid AND a.attstattarget >= 0
      UNION ALL
      SELECT 'COMMENT', d.description
      FROM pg_description d
      WHERE d.objoid = i.indexrelid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
    ) o
    UNION ALL
    SELECT 'k', NULL, k.conrelid, k.conname, 'COMMENT', d.description
    FROM tab t
    JOIN pg_constraint k ON k.conrelid = t.oid
    JOIN pg_description d ON d.objoid = k.oid AND d.classoid = 'pg_constraint'::regclass
    UNION ALL
    SELECT 's', r.relnamespace, NULL, r.relname, 'COMMENT', d.description
    FROM relation r
    JOIN pg_description d ON d.objoid = r.oid AND d.classoid = 'pg_class'::regclass AND d.objsubid = 0
    WHERE r.relkind = 'S'
    UNION ALL
    SELECT 'e', y.typnamespace, NULL, y.typname, 'COMMENT', d.description
    FROM pg_type y
    JOIN pg_description d ON d.objoid = y.oid AND d.classoid = 'pg_type'::regclass
    WHERE y.typtype = 'e' AND y.typnamespace IN (SELECT oid FROM spaces)
    UNION ALL
    SELECT 'n', NULL, NULL, n.nspname, 'COMMENT', d.description
    FROM pg_namespace n
    JOIN pg_description d ON d.objoid = n.oid AND d.classoid = 'pg_namespace'::regclass
    -- The server gives the first one its comment.
    WHERE n.oid IN (SELECT oid FROM spaces) AND d.description <> 'standard public schema'
  ),
  kept AS MATERIALIZED (
    SELECT CASE r.relkind WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'f' THEN 'foreign table'
        WHEN 'p' THEN 'partitioning' ELSE 'sequence' END AS kind,
      r.relnamespace AS space, r.relname::text AS name, CASE WHEN r.relkind = 'p' THEN r.oid END AS relid
    FROM relation r
    WHERE r.relkind IN ('v', 'm', 'f', 'p')
      OR r.relkind = 'S' AND NOT EXISTS (SELECT FROM owned o WHERE o.objid = r.oid)
    UNION ALL
    SELECT 'inheritance', t.relnamespace, t.relname, t.oid
    FROM pg_inherits h JOIN tab t ON t.oid = h.inhrelid
    UNION ALL
    SELECT 'exclusion constraint', t.relnamespace, k.conname, t.oid
    FROM con k JOIN tab t ON t.oid = k.conrelid WHERE k.contype = 'x'
    UNION ALL
    SELECT 'trigger', t.relnamespace, g.tgname, t.oid
    FROM pg_trigger g JOIN tab t ON t.oid = g.tgrelid WHERE NOT g.tgisinternal
    UNION ALL
    SELECT 'rule', t.relnamespace, w.rulename, t.oid
    FROM pg_rewrite w JOIN tab t ON t.oid = w.ev_class WHERE t.relkind <> 'm'
    UNION ALL
    SELECT 'row security policy', t.relnamespace, p.polname, t.oid
    FROM pg_policy p JOIN tab t ON t.oid = p.polrelid
    UNION ALL
    SELECT 'extended statistics', s.stxnamespace, s.stxname, s.stxrelid
    FROM pg_statistic_ext s JOIN tab t ON t.oid = s.stxrelid
    UNION ALL
    SELECT CASE y.typtype WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range type' ELSE 'composite type' END,
      y.typnamespace, y.typname, NULL
    FROM pg_type y
    WHERE y.typnamespace IN (SELECT oid FROM spaces)
      AND (y.typtype IN ('d', 'r') OR y.typtype = 'c' AND EXISTS (
        SELECT FROM pg_class c WHERE c.oid = y.typrelid AND c.relkind = 'c'))
      AND NOT EXISTS (SELECT FROM extension e WHERE e.objid = y.oid AND e.classid = 'pg_type'::regclass)
    UNION ALL
    SELECT CASE f.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
      f.pronamespace, f.proname, NULL
    FROM pg_proc f
    WHERE f.pronamespace IN (SELECT oid FROM spaces)
      -- Neither an extension's, nor made for a range type.
      AND NOT EXISTS (
        SELECT FROM pg_depend d
        WHERE d.classid = 'pg_proc'::regclass AND d.objid = f.oid AND d.deptype IN ('e', 'i'))
  )
SELECT
  current_setting('server_version_num') AS version,
  (SELECT json_agg(json_build_array(oid, nspname) ORDER BY oid)::text FROM pg_namespace) AS namespaces,
  (SELECT json_agg(nspname ORDER BY position)::text FROM search) AS search_path,
  (SELECT json_agg(json_build_array(oid, relnamespace, relname, relkind))::text FROM tab) AS tables,
  (SELECT json_agg(json_build_array(attrelid, attnum, attname, atttypid, atttypmod, attcollation, attnotnull,
      attidentity, attgenerated, expr) ORDER BY attrelid, attnum)::text
    FROM col) AS columns,
  (SELECT json_agg(json_build_array(u.atttypid, u.atttypmod, format_type(u.atttypid, u.atttypmod), e.typname,
      e.typnamespace, e.oid <> t.oid, t.typcollation,
      CASE WHEN e.typtype = 'd' THEN format_type(e.typbasetype, e.typtypmod) END))::text
    FROM (SELECT DISTINCT atttypid, atttypmod FROM col) u
    JOIN pg_type t ON t.oid = u.atttypid
    JOIN pg_type e ON e.oid = CASE WHEN t.typcategory = 'A' AND t.typtype = 'b' AND t.typlen = -1
      AND t.typstorage <> 'p' THEN t.typelem ELSE t.oid END) AS types,
  (SELECT json_agg(json_build_array(c.oid, c.collname))::text
    FROM pg_collation c
    WHERE c.oid IN (SELECT attcollation FROM col UNION SELECT unnest(indcollation) FROM ind)) AS collations,
  (SELECT json_agg(json_build_array(r.relnamespace, r.relname, o.refobjid, o.refobjsubid,
      format('nextval(''%s''::regclass)', replace(r.oid::regclass::text, '''', '''''')),
      json_build_array(format_type(s.seqtypid, NULL), s.seqstart, s.seqincrement, s.seqmin, s.seqmax, s.seqcache,
        s.seqcycle)))::text
    FROM relation r
    JOIN pg_sequence s ON s.seqrelid = r.oid
    LEFT JOIN owned o ON o.objid = r.oid) AS sequences,
  (SELECT json_agg(json_build_array(kind, space, relid, subject, name, value))::text FROM setting) AS settings,
  (SELECT json_agg(json_build_array(d.objoid, d.objsubid, d.description))::text
    FROM pg_description d JOIN tab t ON t.oid = d.objoid
    WHERE d.classoid = 'pg_class'::regclass) AS comments,
  (SELECT json_agg(json_build_array(i.indexrelid, i.indrelid, i.relname, i.relam, i.indisunique, i.indisprimary,
      i.valid, i.nulls_not_distinct, i.indnkeyatts, i.indkey::text, i.indoption::text, i.indclass::text,
      i.indcollation::text,
      CASE WHEN i.indexprs IS NOT NULL THEN (
        SELECT json_agg(pg_get_indexdef(i.indexrelid, k.position::integer, false) ORDER BY k.position)
        FROM unnest(i.indkey) WITH ORDINALITY AS k (attnum, position)
        WHERE k.attnum = 0) END,
      pg_get_expr(i.indpred, i.indrelid)))::text
    FROM ind i) AS indexes,
  (SELECT json_agg(json_build_array(oid, amname))::text FROM pg_am WHERE amtype = 'i') AS methods,
  (SELECT json_agg(json_build_array(oid, opcname))::text FROM pg_opclass WHERE NOT opcdefault) AS opclasses,
  (SELECT json_agg(json_build_array(conrelid, conname, contype, condeferrable, condeferred, valid, conindid,
      confrelid, array_to_string(conkey, ' '), array_to_string(confkey, ' '), confupdtype, confdeltype,
      pg_get_expr(conbin, conrelid), coalesce(options, '{}'::json)))::text
    FROM con) AS constraints,
  -- Tables that a key points at and that lie outside of the schemas read.
  (SELECT json_agg(json_build_array(c.oid, c.relnamespace, c.relname, (
      SELECT json_agg(json_build_array(a.attnum, a.attname))
      FROM pg_attribute a
      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)))::text
    FROM pg_class c
    WHERE c.oid IN (SELECT confrelid FROM con WHERE contype = 'f' EXCEPT SELECT oid FROM tab)) AS referenced,
  (SELECT json_agg(json_build_array(y.typnamespace, y.typname, (
      SELECT json_agg(l.enumlabel ORDER BY l.enumsortorder) FROM pg_enum l WHERE l.enumtypid = y.oid)))::text
    FROM pg_type y
    WHERE y.typtype = 'e' AND y.typnamespace IN (SELECT oid FROM spaces)
      AND NOT EXISTS (SELECT FROM extension e WHERE e.objid = y.oid AND e.classid = 'pg_type'::regclass)) AS enums,
  (SELECT json_agg(json_build_array(kind, space, name, relid))::text FROM kept) AS kept,
  (SELECT json_agg(json_build_array(c.oid, c.relnamespace, c.relname, c.relkind))::text
    FROM pg_class c JOIN closed n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition) AS hidden
