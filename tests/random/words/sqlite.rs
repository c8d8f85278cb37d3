//! SQLite's.

use super::{Deferrable, Family, NAMES, Type, Words};
use schema_runtime::model::{Action, Identity, SqlType, Storage};
use sea_orm::DbBackend;

pub fn words() -> Words {
    Words {
        backend: DbBackend::Sqlite,
        quote: '"',
        types: types(),
        names: NAMES.to_vec(),
        schemas: &[],
        enums: false,
        identities: &[Identity::AutoIncrement, Identity::RowId],
        storages: &[Storage::Stored, Storage::Virtual],
        collations: &["NOCASE", "RTRIM"],
        actions: &[Action::NoAction, Action::Cascade, Action::Restrict, Action::SetNull, Action::SetDefault],
        comments: false,
        backslash: false,
        unique_constraints: true,
        deferrable: Deferrable::Keys,
        nulls_not_distinct: false,
        include: false,
        predicates: true,
        expressions: true,
        nulls_order: false,
        prefix: false,
        opclasses: false,
        primary_key_names: true,
        methods: &[],
        numbered_is_key: true,
        on_update: false,
        options: &["STRICT", "WITHOUT ROWID"],
    }
}

fn types() -> Vec<Type> {
    use Family::{Boolean, Integer, Json, Number, Other, Text, Time};
    let plain = SqlType::new;
    const TEXTS: &[&str] = &["'1'", "'x'", "'it''s'", "'2'", "''", "'back\\slash'", "'x y'"];
    const TEXT_DEFAULTS: &[&str] = &["'x'", "''", "'it''s; -- \\ $1'", "('a' || 'b')", "(lower('X'))"];
    const NUMBERS: &[&str] = &["1", "2", "3", "100", "4"];
    const MOMENTS: &[&str] = &["'2024-02-29 12:00:00'", "'1999-12-31 23:59:59'"];
    vec![
        Type::new(plain("integer"), Integer, NUMBERS, &["0", "-50", "(1 + 1)", "7"]),
        Type::new(plain("text"), Text, TEXTS, TEXT_DEFAULTS),
        Type::new(plain("bigint"), Integer, NUMBERS, &["0", "9000000000", "-1"]),
        Type::new(plain("varchar").with([20]), Text, TEXTS, TEXT_DEFAULTS),
        Type::new(plain("varchar"), Text, TEXTS, TEXT_DEFAULTS),
        Type::new(plain("boolean"), Boolean, &["1", "0"], &["0", "1", "false"]),
        Type::new(plain("double"), Number, &["1", "2.5"], &["0", "1e10", "(random())"]),
        Type::new(plain("real"), Number, &["1", "2.5"], &["0", "1.5"]),
        Type::new(plain("blob"), Other, &["x'00'", "x'017f'"], &["x'00'"]).ordered(),
        Type::new(plain("date_text"), Time, &["'2024-02-29'"], &["CURRENT_DATE", "'2020-01-01'"]),
        Type::new(plain("datetime_text"), Time, MOMENTS, &["CURRENT_TIMESTAMP", "(datetime('now'))"]),
        Type::new(plain("uuid_text"), Text, TEXTS, &[]),
        Type::new(plain("json_text"), Json, &["'{\"a\": 1}'", "'[]'"], &["'{}'"]),
    ]
}
