use super::{column, found, of_tables, open, schema, table};
use schema_runtime::diff::Kind::*;
use schema_runtime::diff::Severity::*;
use schema_runtime::diff::{Change, Meanings, diff};
use schema_runtime::model::{
    Action, Deferrability, ForeignKey, Index, IndexKind, IndexPart, ObjectName, PrimaryKey, Promise, Table,
};

fn named(name: &str, columns: &[&str]) -> Table {
    let mut table = Table::new(ObjectName::new(name));
    table.columns = columns.iter().map(|name| column(name, "text", |_| {})).collect();
    table
}

#[test]
fn a_missing_table_is_one_difference_and_so_is_one_too_many() {
    let mut full = named("a", &["id", "b_id"]);
    full.primary_key = Some(PrimaryKey { name: None, columns: vec!["id".to_owned()] });
    full.foreign_keys.push(super::keys::key("b_id", "b", |_| {}));
    full.indexes.push(super::indexes::plain(&["b_id"]));
    let (with, without) = (schema([full]), schema([]));
    let differences = diff(&without, &with, &Meanings::default());
    assert_eq!(found(&differences), [(MissingTable, Breaking, "a".to_owned(), String::new())]);
    let differences = diff(&with, &without, &Meanings::default());
    assert_eq!(found(&differences), [(ExtraTable, Harmless, "a".to_owned(), String::new())]);
}

#[test]
fn a_table_that_the_role_may_not_see_is_not_missing() {
    let mut live = schema([]);
    live.invisible.insert(ObjectName::new("a"));
    let declared = schema([named("a", &["id"]), named("b", &["id"])]);
    let differences = diff(&live, &declared, &Meanings::default());
    assert_eq!(found(&differences), [(MissingTable, Breaking, "b".to_owned(), String::new())]);
}

#[test]
fn a_missing_table_is_told_with_the_extra_one_that_looks_like_it() {
    let live = schema([named("analysis", &["id", "name", "status"]), named("tags", &["id", "word"])]);
    let declared = schema([
        named("analyses", &["id", "name", "status"]),
        named("results", &["id", "name", "status", "score", "owner"]),
        named("users", &["id", "email"]),
    ]);
    let differences = diff(&live, &declared, &Meanings::default());
    let hints: Vec<_> = differences
        .iter()
        .map(|difference| (difference.table.to_string(), difference.hint.as_deref()))
        .collect();
    let hints: Vec<_> = hints.iter().map(|(table, hint)| (table.as_str(), *hint)).collect();
    assert_eq!(
        hints,
        [
            ("analyses", Some("analysis")),
            ("analysis", None),
            ("results", None),
            ("tags", None),
            ("users", None)
        ]
    );
}

#[test]
fn a_missing_column_does_not_hide_what_needs_it() {
    let live = table(|_| {});
    let declared = table(|table| {
        table.columns.push(column("a", "text", |_| {}));
        table.indexes.push(super::indexes::plain(&["a"]));
        table.foreign_keys.push(super::keys::key("a", "b", |_| {}));
    });
    let differences = of_tables(&live, &declared);
    let kinds: Vec<_> = differences.iter().map(|difference| difference.kind).collect();
    assert_eq!(kinds, [MissingColumn, MissingIndex, MissingForeignKey]);
}

#[test]
fn a_declared_rename_is_a_rename_and_the_rest_is_compared_under_the_new_name() {
    let mut live = named("hosts", &["id", "hostname", "owner_id"]);
    live.indexes.push(super::indexes::plain(&["hostname"]));
    live.foreign_keys.push(super::keys::key("owner_id", "hosts", |_| {}));
    let mut declared = named("assets", &["id", "name", "owner_id"]);
    declared.renamed_from = Some("hosts".to_owned());
    declared.columns[1].renamed_from = Some("hostname".to_owned());
    declared.columns[1].nullable = false;
    declared.indexes.push(super::indexes::plain(&["name"]));
    declared.foreign_keys.push(super::keys::key("owner_id", "assets", |_| {}));
    let differences = diff(&schema([live]), &schema([declared.clone()]), &Meanings::default());
    let assets = || "assets".to_owned();
    assert_eq!(
        found(&differences),
        [
            (MissingTable, Breaking, assets(), String::new()),
            (MissingColumn, Breaking, assets(), "name".to_owned()),
            (ColumnNullability, Breaking, assets(), "name".to_owned()),
            (Name, Harmless, assets(), "name".to_owned()),
        ]
    );
    assert_eq!(differences[0].hint.as_deref(), Some("hosts"));
    assert_eq!(
        differences[0].change,
        Some(Change::RenameTable { from: ObjectName::new("hosts"), to: ObjectName::new("assets") })
    );
    assert_eq!(differences[1].hint.as_deref(), Some("hostname"));
    assert_eq!(
        differences[1].change,
        Some(Change::RenameColumn {
            table: ObjectName::new("assets"),
            from: "hostname".to_owned(),
            to: "name".to_owned()
        })
    );
}

#[test]
fn a_rename_that_ran_means_nothing() {
    let live = named("assets", &["id", "name"]);
    let mut declared = live.clone();
    declared.renamed_from = Some("hosts".to_owned());
    declared.columns[1].renamed_from = Some("hostname".to_owned());
    let differences = diff(
        &schema([live.clone(), named("hosts", &["id"])]),
        &schema([declared.clone()]),
        &Meanings::default(),
    );
    assert_eq!(found(&differences), [(ExtraTable, Harmless, "hosts".to_owned(), String::new())]);
    assert_eq!(diff(&schema([live]), &schema([declared]), &Meanings::default()), []);
}

#[test]
fn a_key_that_points_at_a_renamed_table_is_the_same_key() {
    let mut pointing = named("items", &["id", "host_id"]);
    pointing.foreign_keys.push(super::keys::key("host_id", "hosts", |_| {}));
    let live = schema([named("hosts", &["id"]), pointing.clone()]);
    pointing.foreign_keys[0].references = ObjectName::new("assets");
    let mut declared = named("assets", &["id"]);
    declared.renamed_from = Some("hosts".to_owned());
    let differences = diff(&live, &schema([declared, pointing]), &Meanings::default());
    assert_eq!(found(&differences), [(MissingTable, Breaking, "assets".to_owned(), String::new())]);
}

#[test]
fn a_comment_is_harmless_and_counts_only_where_it_is_written() {
    let live = table(|_| {});
    let mut declared = live.clone();
    declared.comment = Promise::Exact(Some("what it is for".to_owned()));
    let differences = of_tables(&live, &declared);
    assert_eq!(found(&differences), [(Comment, Harmless, "t".to_owned(), String::new())]);
    declared.comment = Promise::Open(None);
    assert_eq!(of_tables(&declared, &live), []);
}

#[test]
fn the_same_name_in_two_schemas_is_two_tables() {
    let mut other = named("a", &["id"]);
    other.name.schema = Some("archive".to_owned());
    let live = schema([named("a", &["id"])]);
    let differences = diff(&live, &schema([named("a", &["id"]), other]), &Meanings::default());
    assert_eq!(found(&differences), [(MissingTable, Breaking, "archive.a".to_owned(), String::new())]);
}

/// Whatever an entity leaves open, a database made from it is clean.
#[test]
fn what_is_created_from_a_declared_table_is_clean() {
    let mut declared = table(|table| {
        table.columns.push(open("a", "varchar", &["text"]));
        table.primary_key = Some(PrimaryKey { name: None, columns: vec!["id".to_owned()] });
        table.indexes.push(Index { kind: IndexKind::Unique, ..super::indexes::plain(&["a"]) });
        table.foreign_keys.push(ForeignKey {
            on_delete: Promise::Open(Action::NoAction),
            deferrable: Deferrability::NotDeferrable,
            ..super::keys::key("a", "t", |_| {})
        });
    });
    declared.indexes[0].parts = vec![IndexPart::column("a")];
    let declared = schema([declared]);
    let differences = diff(&schema([]), &declared, &Meanings::default());
    let changes = differences.iter().filter_map(|difference| difference.change.as_ref());
    let live = schema_runtime::diff::apply(&schema([]), changes);
    assert_eq!(diff(&live, &declared, &Meanings::default()), []);
}
