use super::{assert_differ, of_tables, table};
use schema_runtime::diff::Kind::*;
use schema_runtime::diff::Severity::*;
use schema_runtime::diff::{Kind, Severity};
use schema_runtime::model::{self, Action, Deferrability, ForeignKey, ObjectName, Options, Promise, Table};

/// A key of one column to the `id` of a table, in the words of a relation that says nothing else.
pub(crate) fn key(column: &str, references: &str, say: impl FnOnce(&mut ForeignKey)) -> ForeignKey {
    let mut key = ForeignKey {
        name: Some(format!("fk-{column}")),
        columns: vec![column.to_owned()],
        references: ObjectName::new(references),
        referenced_columns: vec!["id".to_owned()],
        on_delete: Promise::Open(Action::NoAction),
        on_update: Promise::Open(Action::NoAction),
        deferrable: Deferrability::NotDeferrable,
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    };
    say(&mut key);
    key
}

fn live(action: Action) -> ForeignKey {
    key("a", "b", |key| {
        key.on_delete = Promise::Exact(action);
        key.on_update = Promise::Exact(Action::NoAction);
    })
}

fn with(keys: impl IntoIterator<Item = ForeignKey>) -> Table {
    table(|table| table.foreign_keys.extend(keys))
}

#[track_caller]
fn differ(live: ForeignKey, declared: ForeignKey, expected: &[(Kind, Severity)]) {
    let expected: Vec<_> = expected.iter().map(|(kind, severity)| (*kind, *severity, "a")).collect();
    assert_differ(&with([live]), &with([declared]), &expected);
}

#[test]
fn an_action_counts_only_where_it_is_written() {
    differ(live(Action::Cascade), key("a", "b", |_| {}), &[]);
    let cascades = || key("a", "b", |key| key.on_delete = Promise::Exact(Action::Cascade));
    differ(live(Action::Cascade), cascades(), &[]);
    differ(live(Action::SetNull), cascades(), &[(ForeignKeyDefinition, Divergent)]);
}

#[test]
fn another_target_is_another_key() {
    differ(
        key("a", "users", |_| {}),
        key("a", "b", |_| {}),
        &[(MissingForeignKey, Divergent), (ExtraForeignKey, Harmless)],
    );
    let to_code = key("a", "b", |key| key.referenced_columns = vec!["code".to_owned()]);
    differ(to_code, key("a", "b", |_| {}), &[(MissingForeignKey, Divergent), (ExtraForeignKey, Harmless)]);
}

#[test]
fn a_name_is_harmless_and_decides_between_two_alike() {
    let renamed = |name: &str| key("a", "b", |key| key.name = Some(name.to_owned()));
    differ(renamed("x"), renamed("y"), &[(Name, Harmless)]);
    differ(key("a", "b", |key| key.name = None), renamed("y"), &[]);
    let both = with([renamed("x"), renamed("y")]);
    let differences = of_tables(&both, &with([renamed("y")]));
    assert_eq!(differences.len(), 1);
    assert_eq!(differences[0].kind, ExtraForeignKey);
    assert!(differences[0].change.as_ref().is_some_and(schema_runtime::diff::Change::removes));
}

#[test]
fn a_key_that_was_not_checked_on_old_rows_is_divergent() {
    differ(
        key("a", "b", |key| key.valid = false),
        key("a", "b", |_| {}),
        &[(ForeignKeyDefinition, Divergent)],
    );
}

#[test]
fn when_it_is_checked_counts_where_it_is_written() {
    let deferred = |key: &mut ForeignKey| key.deferrable = Deferrability::InitiallyDeferred;
    differ(key("a", "b", deferred), key("a", "b", |_| {}), &[]);
    differ(key("a", "b", |_| {}), key("a", "b", deferred), &[(ForeignKeyDefinition, Divergent)]);
    let mut late = live(Action::NoAction);
    deferred(&mut late);
    differ(late, live(Action::NoAction), &[(ForeignKeyDefinition, Divergent)]);
}

#[test]
fn the_pairs_of_columns_count_and_not_their_order() {
    let pair = |columns: [&str; 2], referenced: [&str; 2]| {
        key("a", "b", |key| {
            key.columns = columns.map(str::to_owned).into();
            key.referenced_columns = referenced.map(str::to_owned).into();
        })
    };
    assert_differ(&with([pair(["a", "c"], ["x", "y"])]), &with([pair(["c", "a"], ["y", "x"])]), &[]);
    assert_differ(
        &with([pair(["a", "c"], ["x", "y"])]),
        &with([pair(["c", "a"], ["x", "y"])]),
        &[(MissingForeignKey, Divergent, "c,a"), (ExtraForeignKey, Harmless, "a,c")],
    );
}

#[test]
fn a_primary_key_is_its_columns() {
    let over = |name: Option<&str>, columns: &[&str]| {
        table(|table| {
            table.primary_key = Some(model::PrimaryKey {
                name: name.map(str::to_owned),
                columns: columns.iter().map(|&column| column.to_owned()).collect(),
            });
        })
    };
    assert_differ(&over(Some("t_pkey"), &["id"]), &over(None, &["id"]), &[]);
    assert_differ(&over(Some("t_pkey"), &["id"]), &over(Some("pk-t"), &["id"]), &[(Name, Harmless, "id")]);
    assert_differ(&over(None, &["id"]), &over(None, &["id", "a"]), &[(PrimaryKey, Divergent, "id,a")]);
    assert_differ(&over(None, &["a", "id"]), &over(None, &["id", "a"]), &[(PrimaryKey, Harmless, "id,a")]);
    assert_differ(&table(|_| {}), &over(None, &["id"]), &[(PrimaryKey, Divergent, "id")]);
    assert_differ(&over(None, &["id"]), &table(|_| {}), &[(PrimaryKey, Harmless, "id")]);
}

#[test]
fn a_key_is_told_as_people_write_it() {
    let cascades = key("client_account_id", "client_accounts", |key| {
        key.on_delete = Promise::Exact(Action::Cascade);
    });
    let differences = of_tables(&with([]), &with([cascades]));
    assert_eq!(
        differences[0].declared.as_deref(),
        Some("(client_account_id) -> client_accounts(id) on delete cascade")
    );
}
