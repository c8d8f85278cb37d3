use super::{assert_differ, of_tables, table};
use schema_runtime::diff::Change;
use schema_runtime::diff::Kind::*;
use schema_runtime::diff::Severity::*;
use schema_runtime::model::{
    Deferrability, Expr, Index, IndexKind, IndexPart, IndexTarget, NullsOrder, Order, Table,
};

/// A plain index over these columns, with SeaORM's name for it.
pub(crate) fn plain(columns: &[&str]) -> Index {
    Index {
        name: Some(format!("idx-t-{}", columns.join("-"))),
        kind: IndexKind::Plain,
        method: "btree".to_owned(),
        parts: columns.iter().map(|&column| IndexPart::column(column)).collect(),
        include: Vec::new(),
        predicate: None,
        nulls_not_distinct: false,
        valid: true,
        origin: None,
    }
}

fn unique(columns: &[&str]) -> Index {
    Index { kind: IndexKind::Unique, ..plain(columns) }
}

fn constraint(name: Option<&str>, columns: &[&str]) -> Index {
    Index {
        name: name.map(str::to_owned),
        kind: IndexKind::Constraint(Deferrability::NotDeferrable),
        ..plain(columns)
    }
}

fn named(name: &str, index: Index) -> Index {
    Index { name: Some(name.to_owned()), ..index }
}

fn with(indexes: impl IntoIterator<Item = Index>) -> Table {
    table(|table| table.indexes.extend(indexes))
}

#[test]
fn what_an_index_is_decides_and_its_name_is_harmless() {
    assert_differ(&with([plain(&["a"])]), &with([plain(&["a"])]), &[]);
    assert_differ(&with([named("x", plain(&["a"]))]), &with([plain(&["a"])]), &[(Name, Harmless, "a")]);
    assert_differ(&with([]), &with([plain(&["a", "b"])]), &[(MissingIndex, Divergent, "a,b")]);
    assert_differ(&with([plain(&["a"])]), &with([]), &[(ExtraIndex, Harmless, "a")]);
    assert_differ(
        &with([named("x", plain(&["b", "a"]))]),
        &with([plain(&["a", "b"])]),
        &[(MissingIndex, Divergent, "a,b"), (ExtraIndex, Harmless, "b,a")],
    );
}

#[test]
fn a_name_decides_between_two_alike() {
    let both = with([named("x", plain(&["a"])), named("y", plain(&["a"]))]);
    let differences = of_tables(&both, &with([named("y", plain(&["a"]))]));
    let [extra] = differences.as_slice() else { panic!("{differences:?}") };
    let Some(Change::Index { from: Some(from), to: None, .. }) = &extra.change else { panic!("{extra:?}") };
    assert_eq!(from.name.as_deref(), Some("x"));
}

#[test]
fn one_name_with_another_definition_is_one_difference() {
    let changed: [fn(&mut Index); 8] = [
        |index| index.parts = vec![IndexPart::column("b")],
        |index| index.parts.push(IndexPart::column("b")),
        |index| {
            index.parts[0].order = Order::Descending;
            index.parts[0].nulls = NullsOrder::First;
        },
        |index| index.parts[0].opclass = Some("text_pattern_ops".to_owned()),
        |index| index.include = vec!["b".to_owned()],
        |index| index.predicate = Some(Expr::new("b IS NULL")),
        |index| index.method = "gin".to_owned(),
        |index| index.kind = IndexKind::Unique,
    ];
    for change in changed {
        let mut live = plain(&["a"]);
        change(&mut live);
        assert_differ(&with([live.clone()]), &with([plain(&["a"])]), &[(IndexDefinition, Divergent, "a")]);
        let differences = of_tables(&with([live.clone()]), &with([plain(&["a"])]));
        let expected = Change::Index {
            table: schema_runtime::model::ObjectName::new("t"),
            from: Some(Box::new(live)),
            to: Some(Box::new(plain(&["a"]))),
        };
        assert_eq!(differences[0].change, Some(expected));
    }
}

#[test]
fn a_unique_index_and_a_unique_constraint_keep_one_promise() {
    assert_differ(
        &with([unique(&["a"])]),
        &with([constraint(None, &["a"])]),
        &[(IndexDefinition, Harmless, "a")],
    );
    assert_differ(
        &with([constraint(Some("u"), &["a"])]),
        &with([unique(&["a"])]),
        &[(IndexDefinition, Harmless, "a")],
    );
    assert_differ(&with([constraint(Some("u"), &["a"])]), &with([constraint(None, &["a"])]), &[]);
    let partial = Index { predicate: Some(Expr::new("b")), ..unique(&["a"]) };
    assert_differ(
        &with([partial]),
        &with([constraint(None, &["a"])]),
        &[(MissingUnique, Divergent, "a"), (ExtraIndex, Harmless, "a")],
    );
    let alike_nulls = Index { nulls_not_distinct: true, ..constraint(None, &["a"]) };
    assert_differ(
        &with([constraint(None, &["a"])]),
        &with([alike_nulls]),
        &[(IndexDefinition, Divergent, "a")],
    );
}

#[test]
fn when_a_unique_constraint_is_checked_is_part_of_it() {
    let deferred = Index {
        kind: IndexKind::Constraint(Deferrability::InitiallyDeferred),
        ..constraint(Some("u"), &["a"])
    };
    assert_differ(&with([deferred]), &with([constraint(None, &["a"])]), &[(IndexDefinition, Divergent, "a")]);
}

#[test]
fn missing_and_extra_constraints_have_kinds_of_their_own() {
    let (bare, both) = (with([]), with([unique(&["a"]), constraint(None, &["b"])]));
    assert_differ(&bare, &both, &[(MissingIndex, Divergent, "a"), (MissingUnique, Divergent, "b")]);
    assert_differ(&both, &bare, &[(ExtraIndex, Harmless, "a"), (ExtraUnique, Harmless, "b")]);
}

#[test]
fn a_plain_index_is_served_by_a_unique_one_under_another_name() {
    let live = with([constraint(Some("u"), &["a"])]);
    let declared = with([constraint(None, &["a"]), plain(&["a"])]);
    assert_differ(&live, &declared, &[(MissingIndex, Harmless, "a")]);
    assert_eq!(of_tables(&live, &declared)[0].change, None);
    // One that nothing else is declared for is not too many, and is made plain only with consent.
    let (unique, plain) = (with([named("u", unique(&["a"]))]), with([plain(&["a"])]));
    assert_differ(&unique, &plain, &[(IndexDefinition, Harmless, "a")]);
    assert!(of_tables(&unique, &plain)[0].change.is_some());
    // The other way round it is no promise.
    assert_differ(&plain, &unique, &[(MissingIndex, Divergent, "a"), (ExtraIndex, Harmless, "a")]);
}

#[test]
fn a_broken_index_is_missing_and_in_the_way() {
    let broken = Index { valid: false, ..plain(&["a"]) };
    let differences = of_tables(&with([broken.clone()]), &with([plain(&["a"])]));
    let [missing] = differences.as_slice() else { panic!("{differences:?}") };
    assert_eq!((missing.kind, missing.severity), (MissingIndex, Divergent));
    let Some(Change::Index { from: Some(from), to: Some(_), .. }) = &missing.change else {
        panic!("{missing:?}")
    };
    assert_eq!(**from, broken);
    // Beside one that works it is only too many.
    let repaired = with([named("again", plain(&["a"])), broken]);
    assert_differ(&repaired, &with([named("again", plain(&["a"]))]), &[(ExtraIndex, Harmless, "a")]);
}

#[test]
fn an_expression_stands_for_itself() {
    let lower = |text: &str| {
        let part = IndexPart { target: IndexTarget::Expr(Expr::new(text)), ..IndexPart::column("") };
        Index { parts: vec![IndexPart::column("a"), part], ..plain(&["x"]) }
    };
    assert_differ(&with([]), &with([lower("lower(b)")]), &[(MissingIndex, Divergent, "a,lower(b)")]);
    assert_differ(&with([lower("lower(b)")]), &with([lower("lower(b)")]), &[]);
    assert_differ(
        &with([lower("upper(b)")]),
        &with([lower("lower(b)")]),
        &[(IndexDefinition, Divergent, "a,lower(b)")],
    );
}

#[test]
fn an_index_is_told_as_people_write_it() {
    let mut index =
        Index { predicate: Some(Expr::new("deleted_at IS NULL")), ..unique(&["tenant_id", "name"]) };
    index.parts[1].order = Order::Descending;
    index.parts[1].nulls = NullsOrder::First;
    index.include = vec!["b".to_owned()];
    let differences = of_tables(&with([]), &with([index]));
    assert_eq!(
        differences[0].declared.as_deref(),
        Some("unique (tenant_id, name desc) include (b) where deleted_at IS NULL")
    );
}

/// T26: MySQL makes an index for each key, under the key's name.
#[test]
fn an_index_that_came_with_a_key_is_neither_extra_nor_missing() {
    let live = || {
        let mut live = with([named("fk-a", plain(&["a"]))]);
        live.foreign_keys.push(super::keys::key("a", "b", |_| {}));
        live
    };
    let mut declared = with([]);
    declared.foreign_keys = live().foreign_keys;
    assert_differ(&live(), &declared, &[]);
    declared.indexes.push(plain(&["a"]));
    assert_differ(&live(), &declared, &[(Name, Harmless, "a")]);
    let declared = with([plain(&["a"])]);
    assert_differ(&live(), &declared, &[(Name, Harmless, "a"), (ExtraForeignKey, Harmless, "a")]);
}
