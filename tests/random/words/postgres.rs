//! PostgreSQL's.

use super::{Deferrable, Family, NAMES, Type, Words};
use schema_runtime::model::{Action, Identity, SqlType, Storage};
use sea_orm::DbBackend;

pub fn words() -> Words {
    Words {
        backend: DbBackend::Postgres,
        quote: '"',
        types: types(),
        names: NAMES.to_vec(),
        schemas: &["Other \"schema"],
        enums: true,
        identities: &[Identity::ByDefault, Identity::Always, Identity::Serial],
        storages: &[Storage::Stored],
        collations: &["C", "POSIX", "und-x-icu"],
        actions: &[Action::NoAction, Action::Cascade, Action::Restrict, Action::SetNull, Action::SetDefault],
        comments: true,
        backslash: false,
        unique_constraints: true,
        deferrable: Deferrable::KeysAndUniques,
        nulls_not_distinct: true,
        include: true,
        predicates: true,
        expressions: true,
        nulls_order: true,
        prefix: false,
        opclasses: true,
        primary_key_names: true,
        methods: &[
            ("hash", Family::Integer),
            ("hash", Family::Text),
            ("brin", Family::Integer),
            ("gin", Family::Array),
            ("gin", Family::Json),
        ],
        numbered_is_key: false,
        on_update: false,
        options: &[],
    }
}

fn types() -> Vec<Type> {
    use Family::{Array, Boolean, Integer, Json, Number, Other, Text, Time};
    let plain = SqlType::new;
    let array = |ty: SqlType| SqlType { dimensions: 1, ..ty };
    const TEXTS: &[&str] = &["'1'", "'x'", "'it''s'", "'2'", "''", "'back\\slash'", "'x y'"];
    const TEXT_DEFAULTS: &[&str] = &["'x'", "''", "'it''s; -- \\ $1'", "'a' || 'b'", "lower('X')"];
    const NUMBERS: &[&str] = &["1", "2", "3", "100", "4"];
    const SHORT: &[&str] = &["'1'", "'x'", "'y'", "'z'"];
    const MOMENTS: &[&str] =
        &["'2024-02-29 12:00:00'", "'2025-01-01 00:00:00.123456'", "'1999-12-31 23:59:59'"];
    vec![
        Type::new(plain("integer"), Integer, NUMBERS, &["0", "-50", "1 + 1", "7"]),
        Type::new(plain("text"), Text, TEXTS, TEXT_DEFAULTS),
        Type::new(plain("bigint"), Integer, NUMBERS, &["0", "9000000000", "-1"]),
        Type::new(plain("character varying").with([20]), Text, TEXTS, TEXT_DEFAULTS),
        Type::new(plain("boolean"), Boolean, &["true", "false"], &["false", "true", "1 = 1"]),
        Type::new(plain("smallint"), Integer, NUMBERS, &["0", "-1"]),
        Type::new(plain("character varying"), Text, TEXTS, TEXT_DEFAULTS),
        Type::new(plain("character varying").with([4]), Text, SHORT, &["'x'"]),
        Type::new(plain("character").with([5]), Text, SHORT, &["'x'"]),
        Type::new(plain("numeric").with([10, 2]), Number, &["1", "2.50", "-3.25"], &["0", "1.50"]),
        Type::new(plain("numeric"), Number, &["1", "2.5", "100000000000.000001"], &["0", "1.50", "'NaN'"]),
        Type::new(plain("real"), Number, &["1", "2.5"], &["0", "1.5"]),
        Type::new(plain("double precision"), Number, &["1", "2.5"], &["0", "1e10", "random()"]),
        Type::new(
            plain("uuid"),
            Other,
            UUIDS,
            &["gen_random_uuid()", "'00000000-0000-0000-0000-000000000001'"],
        )
        .ordered(),
        Type::new(plain("date"), Time, &["'2024-02-29'", "'1999-12-31'"], &["CURRENT_DATE", "'2020-01-01'"]),
        Type::new(
            plain("timestamp with time zone"),
            Time,
            MOMENTS,
            &["now()", "CURRENT_TIMESTAMP", "'2020-01-01 00:00:00+00'", "now() + interval '3 days'"],
        ),
        Type::new(
            plain("timestamp without time zone"),
            Time,
            MOMENTS,
            &["now()", "LOCALTIMESTAMP", "'1970-01-01'"],
        ),
        Type::new(plain("timestamp with time zone").with([3]), Time, MOMENTS, &["now()"]),
        Type::new(plain("time without time zone"), Other, &["'12:00:00'", "'00:00:01'"], &["'00:00:00'"])
            .ordered(),
        Type::new(plain("interval"), Other, &["'1 day'", "'2 hours'"], &["'1 day'", "interval '1' hour"])
            .ordered(),
        Type::new(plain("bytea"), Other, &["'\\x01'", "'abc'"], &["'\\x00'"]).ordered(),
        Type::new(plain("jsonb"), Json, JSON, &["'{}'", "'[]'::jsonb", "jsonb_build_object()"]),
        Type::new(plain("json"), Json, JSON, &["'{}'", "'[1, 2]'"]),
        Type::new(array(plain("integer")), Array, &["'{1,2}'", "'{}'"], &["'{}'", "ARRAY[1, 2]"]),
        Type::new(array(plain("text")), Array, &["'{a,b}'", "'{\"it''s\"}'"], &["'{}'", "'{}'::text[]"]),
        Type::new(plain("inet"), Other, &["'10.0.0.1'", "'::1'"], &["'127.0.0.1'"]).ordered(),
        Type::new(plain("cidr"), Other, &["'10.0.0.0/8'"], &["'10.0.0.0/8'"]).ordered(),
        Type::new(plain("macaddr"), Other, &["'08:00:2b:01:02:03'"], &[]).ordered(),
        Type::new(plain("bit").with([3]), Other, &["B'101'"], &["B'000'"]).ordered(),
        Type::new(plain("bit varying").with([8]), Other, &["B'1'", "B'1010'"], &["B'1'"]).ordered(),
        Type::new(plain("money"), Other, &["'1.00'"], &["0"]).ordered(),
        Type::new(plain("interval day to second").with([3]), Other, &["'1 day'"], &["'1 day'"]).ordered(),
        Type::new(plain("tsvector"), Other, &["'a b'"], &[]),
        Type::new(plain("point"), Other, &["'(1,2)'"], &[]),
        Type::new(plain("int4range"), Other, &["'[1,3)'"], &["'empty'"]).ordered(),
        Type::new(plain("xml"), Other, &["'<a/>'"], &[]),
    ]
}

const UUIDS: &[&str] = &[
    "'00000000-0000-0000-0000-000000000001'",
    "'00000000-0000-0000-0000-000000000002'",
    "'00000000-0000-0000-0000-000000000003'",
];

const JSON: &[&str] = &["'{\"a\": 1}'", "'[]'", "'{\"b\": \"it''s\"}'"];
