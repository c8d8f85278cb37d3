use super::{column, of_tables, open, schema, table};
use schema_runtime::diff::Kind::*;
use schema_runtime::diff::{Change, Meanings, apply, diff, select};
use schema_runtime::model::{
    Action, Check, Column, Expr, Identity, ObjectName, Options, PrimaryKey, Promise, Schema, SqlType,
};

fn name(name: &str) -> ObjectName {
    ObjectName::new(name)
}

#[test]
fn what_is_added_is_exact_and_keeps_only_what_the_plan_needs() {
    let declared = table(|table| {
        let mut added = open("a", "varchar", &["varchar", "text"]);
        added.identity = Promise::Open(Some(Identity::ByDefault));
        added.backfill = Some(Expr::new("''"));
        added.renamed_from = Some("b".to_owned());
        table.columns.push(added);
    });
    let live = table(|_| {});
    let differences = of_tables(&live, &declared);
    let after = apply(&schema([live.clone()]), select(&differences, |_| false).changes);
    let expected = column("a", "varchar", |column| {
        column.identity = Promise::Exact(Some(Identity::ByDefault));
        column.backfill = Some(Expr::new("''"));
    });
    assert_eq!(after.tables[&name("t")].columns[1], expected);
    // In a table that is new there is nothing to fill.
    let created = diff(&Schema::default(), &schema([declared]), &Meanings::default());
    let after = apply(&Schema::default(), select(&created, |_| false).changes);
    assert_eq!(after.tables[&name("t")].columns[1], Column { backfill: None, ..expected });
}

#[test]
fn the_order_of_changes_does_not_matter() {
    let mut live = table(|table| {
        table.columns.push(column("hostname", "text", |_| {}));
        table.columns.push(column("gone", "text", |column| column.nullable = false));
        table.indexes.push(super::indexes::plain(&["hostname"]));
        table.indexes.push(super::indexes::plain(&["gone"]));
        table.checks.push(Check {
            name: None,
            expr: Expr::new("gone <> ''"),
            valid: true,
            options: Promise::Exact(Options::new()),
            origin: None,
        });
        table.foreign_keys.push(super::keys::key("gone", "t", |_| {}));
    });
    live.primary_key = Some(PrimaryKey { name: None, columns: vec!["id".to_owned()] });
    let mut declared = table(|table| {
        let renamed = column("name", "varchar", |column| {
            column.renamed_from = Some("hostname".to_owned());
            column.nullable = false;
        });
        table.columns.push(renamed);
        table.indexes.push(super::indexes::plain(&["name"]));
        table.foreign_keys.push(super::keys::key("name", "t", |_| {}));
    });
    declared.primary_key = Some(PrimaryKey { name: None, columns: vec!["id".to_owned(), "name".to_owned()] });
    let (live, declared) = (schema([live]), schema([declared]));
    let differences = diff(&live, &declared, &Meanings::default());
    let changes = select(&differences, |_| true).changes;
    let forth = apply(&live, changes.iter().copied());
    let back = apply(&live, changes.iter().rev().copied());
    assert_eq!(forth, back);
    let left = diff(&forth, &declared, &Meanings::default());
    assert_eq!(left.iter().map(|difference| difference.kind).collect::<Vec<_>>(), [Name]);
}

#[test]
fn with_a_column_goes_what_names_it() {
    let check = |expr: &str| Check {
        name: None,
        expr: Expr::new(expr),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    };
    let mut live = table(|table| {
        table.columns.push(column("a", "text", |_| {}));
        table.columns.push(column("b", "text", |_| {}));
        table.indexes.push(super::indexes::plain(&["a", "b"]));
        table.indexes.push(super::indexes::plain(&["b"]));
        table.foreign_keys.push(super::keys::key("a", "other", |_| {}));
        table.checks.extend(["a > 0", "b <> 'a'", "length(\"A\") > 1", "ab > 0", "f('it''s', a)"].map(check));
    });
    live.primary_key = Some(PrimaryKey { name: None, columns: vec!["a".to_owned()] });
    let mut pointing = table(|_| {});
    pointing.name = name("pointing");
    pointing
        .foreign_keys
        .push(super::keys::key("id", "t", |key| key.referenced_columns = vec!["a".to_owned()]));
    let drop = Change::Column { table: name("t"), from: Some(Box::new(live.columns[1].clone())), to: None };
    let after = apply(&schema([live, pointing]), [&drop]);
    let after_table = &after.tables[&name("t")];
    assert_eq!(after_table.columns.len(), 2);
    assert_eq!(after_table.indexes, [super::indexes::plain(&["b"])]);
    assert_eq!(after_table.foreign_keys, []);
    assert_eq!(after_table.checks, ["b <> 'a'", "ab > 0"].map(check));
    assert_eq!(after_table.primary_key, None);
    assert_eq!(after.tables[&name("pointing")].foreign_keys, []);
}

#[test]
fn with_a_table_go_the_keys_that_point_at_it() {
    let mut pointing = table(|table| table.foreign_keys.push(super::keys::key("id", "t", |_| {})));
    pointing.name = name("pointing");
    let drop = Change::Table { from: Some(Box::new(table(|_| {}))), to: None };
    let after = apply(&schema([table(|_| {}), pointing]), [&drop]);
    assert_eq!(after.tables.len(), 1);
    assert_eq!(after.tables[&name("pointing")].foreign_keys, []);
}

#[test]
fn what_comes_under_a_name_that_stays_taken_comes_under_another() {
    let key = |column: &str| super::keys::key(column, "t", |key| key.name = Some("fk-t".to_owned()));
    let live = table(|table| {
        table.columns.push(column("a", "text", |_| {}));
        table.columns.push(column("b", "text", |_| {}));
        table.foreign_keys.push(key("b"));
    });
    let mut declared = live.clone();
    declared.foreign_keys = vec![key("a")];
    let differences = of_tables(&live, &declared);
    let kept = apply(&schema([live.clone()]), select(&differences, |_| false).changes);
    let names = |schema: &Schema| -> Vec<String> {
        schema.tables[&name("t")].foreign_keys.iter().filter_map(|key| key.name.clone()).collect()
    };
    assert_eq!(names(&kept), ["fk-t", "fk-t-2"]);
    let removed = apply(&schema([live]), select(&differences, |_| true).changes);
    assert_eq!(names(&removed), ["fk-t"]);
}

#[test]
fn a_removal_needs_consent_and_says_so_when_it_matters() {
    let live = table(|table| {
        table.columns.push(column("needed", "text", |column| column.nullable = false));
        table.columns.push(column("spare", "text", |_| {}));
    });
    let differences = of_tables(&live, &table(|_| {}));
    let refused = select(&differences, |_| false);
    assert_eq!(refused.changes, Vec::<&Change>::new());
    assert_eq!(refused.left.iter().map(|left| left.path()).collect::<Vec<_>>(), ["t.needed"]);
    let allowed = select(&differences, |difference| difference.path() == "t.spare");
    assert_eq!(allowed.changes.len(), 1);
    assert_eq!(allowed.left.len(), 1);
}

#[test]
fn a_comment_is_written_though_it_is_harmless_and_a_name_is_not() {
    let live = table(|table| {
        table.indexes.push(super::indexes::plain(&["id"]));
        table.columns.push(column("a", "text", |_| {}));
    });
    let mut declared = live.clone();
    declared.comment = Promise::Exact(Some("x".to_owned()));
    declared.columns[1].comment = Promise::Exact(Some("y".to_owned()));
    declared.indexes[0].name = Some("other".to_owned());
    let differences = of_tables(&live, &declared);
    assert_eq!(differences.len(), 3);
    let after = apply(&schema([live]), select(&differences, |_| false).changes);
    let after = &after.tables[&name("t")];
    assert_eq!(after.comment, declared.comment);
    assert_eq!(after.columns[1].comment, declared.columns[1].comment);
    assert_eq!(after.indexes[0].name.as_deref(), Some("idx-t-id"));
}

#[test]
fn a_key_takes_the_action_that_seaorm_would_give_it() {
    let declared = table(|table| table.foreign_keys.push(super::keys::key("id", "t", |_| {})));
    let live = table(|_| {});
    let differences = of_tables(&live, &declared);
    let after = apply(&schema([live]), select(&differences, |_| false).changes);
    assert_eq!(after.tables[&name("t")].foreign_keys[0].on_delete, Promise::Exact(Action::NoAction));
    assert_eq!(after.tables[&name("t")].columns[0].ty, Promise::Exact(SqlType::new("integer")));
}

#[test]
fn what_names_a_renamed_column_in_its_text_goes_under_the_new_name() {
    let check = Check {
        name: Some("k".to_owned()),
        expr: Expr::new("\"a\" > 1"),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    };
    let mut index = super::indexes::plain(&["id"]);
    index.predicate = Some(check.expr.clone());
    let live = table(|table| {
        table.columns.push(column("a", "integer", |_| {}));
        table.indexes.push(index);
        table.checks.push(check);
    });
    let declared = table(|table| {
        let renamed = column("b", "integer", |column| column.renamed_from = Some("a".to_owned()));
        table.columns.push(renamed);
    });
    let (live, declared) = (schema([live]), schema([declared]));
    let differences = diff(&live, &declared, &Meanings::default());
    let after = apply(&live, select(&differences, |_| true).changes);
    assert_eq!((&after.tables[&name("t")].indexes, &after.tables[&name("t")].checks), (&vec![], &vec![]));
}

#[test]
fn a_row_id_goes_with_the_type_that_brings_it() {
    let key = |ty: &str, identity| {
        let mut table = table(|_| {});
        table.primary_key = Some(PrimaryKey { name: None, columns: vec!["id".to_owned()] });
        table.columns = vec![column("id", ty, |column| column.identity = Promise::Exact(identity))];
        table
    };
    let (live, declared) = (key("integer", Some(Identity::RowId)), key("text", None));
    let differences = of_tables(&live, &declared);
    let after = apply(&schema([live]), select(&differences, |_| true).changes);
    assert_eq!(after.tables[&name("t")].columns, declared.columns);
}
