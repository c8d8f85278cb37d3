//! MariaDB's.

use super::{Deferrable, Family, NAMES, Type, Words};
use schema_runtime::model::{Action, Identity, SqlType, Storage};
use sea_orm::DbBackend;

pub fn words() -> Words {
    Words {
        backend: DbBackend::MySql,
        quote: '`',
        types: types(),
        names: NAMES.to_vec(),
        schemas: &[],
        enums: false,
        identities: &[Identity::AutoIncrement],
        storages: &[Storage::Stored, Storage::Virtual],
        collations: &["utf8mb4_bin", "utf8mb4_unicode_ci", "latin1_bin"],
        actions: &[Action::NoAction, Action::Cascade, Action::SetNull],
        comments: true,
        backslash: true,
        unique_constraints: false,
        deferrable: Deferrable::Nothing,
        nulls_not_distinct: false,
        include: false,
        predicates: false,
        expressions: false,
        nulls_order: false,
        prefix: true,
        opclasses: false,
        primary_key_names: false,
        methods: &[("fulltext", Family::Text)],
        numbered_is_key: true,
        on_update: true,
        options: &[],
    }
}

fn types() -> Vec<Type> {
    use Family::{Boolean, Enum, Integer, Json, Number, Other, Text, Time};
    let plain = SqlType::new;
    const TEXTS: &[&str] = &["'1'", "'x'", "'it''s'", "'2'", "''", "'back\\\\slash'", "'x y'"];
    const TEXT_DEFAULTS: &[&str] = &["'x'", "''", "'it''s; -- \\\\ $1'", "concat('a', 'b')", "lower('X')"];
    const NUMBERS: &[&str] = &["1", "2", "3", "100", "4"];
    const SHORT: &[&str] = &["'1'", "'x'", "'y'", "'z'"];
    const MOMENTS: &[&str] = &["'2024-02-29 12:00:00'", "'2025-01-01 00:00:00'", "'1999-12-31 23:59:59'"];
    const NOW: &[&str] = &["CURRENT_TIMESTAMP", "'2020-01-01 00:00:00'", "now() + interval 3 day"];
    vec![
        Type::new(plain("int"), Integer, NUMBERS, &["0", "-50", "(1 + 1)", "7"]),
        Type::new(plain("varchar").with([20]), Text, TEXTS, TEXT_DEFAULTS),
        Type::new(plain("bigint"), Integer, NUMBERS, &["0", "9000000000", "-1"]),
        Type::new(plain("text"), Text, TEXTS, TEXT_DEFAULTS).unordered(),
        Type::new(plain("tinyint").with([1]), Boolean, &["1", "0"], &["0", "1", "false"]),
        Type::new(plain("smallint"), Integer, NUMBERS, &["0", "-1"]),
        Type::new(plain("tinyint"), Integer, NUMBERS, &["0", "-1"]),
        Type::new(plain("int unsigned"), Integer, NUMBERS, &["0", "4000000000"]),
        Type::new(plain("bigint unsigned"), Integer, NUMBERS, &["0", "18446744073709551615"]),
        Type::new(plain("varchar").with([255]), Text, TEXTS, TEXT_DEFAULTS),
        Type::new(plain("varchar").with([4]), Text, SHORT, &["'x'"]),
        Type::new(plain("char").with([5]), Text, SHORT, &["'x'"]),
        Type::new(plain("decimal").with([10, 2]), Number, &["1", "2.50", "-3.25"], &["0", "1.50"]),
        Type::new(plain("decimal").with([10, 0]), Number, &["1", "2", "-3"], &["0", "'7'"]),
        Type::new(plain("float"), Number, &["1", "2.5"], &["0", "1.5"]),
        Type::new(plain("double"), Number, &["1", "2.5"], &["0", "1e10", "rand()"]),
        Type::new(
            plain("binary").with([16]),
            Other,
            &["x'00'", "x'01ff'"],
            &["unhex(replace(uuid(),'-',''))"],
        )
        .ordered(),
        Type::new(plain("varbinary").with([8]), Other, &["x'00'", "'abc'"], &["'a'"]).ordered(),
        Type::new(plain("blob"), Other, &["x'00'", "'abc'"], &["'a'"]),
        Type::new(plain("date"), Time, &["'2024-02-29'", "'1999-12-31'"], &["curdate()", "'2020-01-01'"]),
        Type::new(plain("datetime"), Time, MOMENTS, NOW),
        Type::new(plain("timestamp"), Time, MOMENTS, NOW),
        Type::new(plain("datetime").with([3]), Time, MOMENTS, &["CURRENT_TIMESTAMP(3)"]),
        Type::new(plain("datetime").with([6]), Time, MOMENTS, &["CURRENT_TIMESTAMP(6)"]),
        Type::new(plain("time"), Other, &["'12:00:00'", "'00:00:01'"], &["'00:00:00'"]).ordered(),
        Type::new(plain("year"), Other, &["2024", "1999"], &["2000"]).ordered(),
        Type::new(plain("bit").with([3]), Other, &["b'101'"], &["b'0'"]).ordered(),
        Type::new(plain("json"), Json, &["'{\"a\": 1}'", "'[]'"], &["'{}'", "json_object()"]),
        Type::new(plain("mediumtext"), Text, TEXTS, &[]).unordered(),
        Type::new(plain("mediumint"), Integer, NUMBERS, &["0"]),
        Type::new(plain("enum").with(["x", "y", "it's"]), Enum, &["'x'", "'it''s'"], &["'x'", "'it''s'"]),
        Type::new(plain("enum").with(["it's", "z", "x"]), Enum, &["'x'", "'z'"], &["'z'"]),
        Type::new(plain("set").with(["x", "y"]), Enum, &["'x'", "'x,y'"], &["'x'"]),
        Type::new(plain("uuid"), Other, &["'00000000-0000-0000-0000-000000000001'"], &["uuid()"]).ordered(),
        Type::new(plain("inet6"), Other, &["'::1'"], &["'::1'"]).ordered(),
    ]
}
