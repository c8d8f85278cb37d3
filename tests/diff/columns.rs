use super::{assert_differ, column, of_tables, open, table};
use schema_runtime::diff::Kind::*;
use schema_runtime::diff::Severity::*;
use schema_runtime::diff::{Change, ColumnAspect, Kind, Severity};
use schema_runtime::model::{Column, Expr, Generated, Identity, Promise, SqlType, Storage};

#[track_caller]
fn differ(live: Column, declared: Column, expected: &[(Kind, Severity)]) {
    let object = declared.name.clone();
    let expected: Vec<_> =
        expected.iter().map(|(kind, severity)| (*kind, *severity, object.as_str())).collect();
    assert_differ(
        &table(|table| table.columns.push(live)),
        &table(|table| table.columns.push(declared)),
        &expected,
    );
}

fn text(ty: &str) -> Column {
    column("a", ty, |_| {})
}

#[test]
fn an_open_type_takes_whatever_the_field_works_with() {
    let declared = || open("a", "varchar", &["varchar", "text"]);
    differ(text("varchar"), declared(), &[]);
    differ(text("text"), declared(), &[(ColumnType, Harmless)]);
    differ(
        column("a", "", |column| column.ty = Promise::Exact(SqlType::new("varchar").with([255]))),
        declared(),
        &[(ColumnType, Harmless)],
    );
    differ(text("integer"), declared(), &[(ColumnType, Breaking)]);
}

#[test]
fn a_written_type_is_insisted_on() {
    let declared =
        || column("a", "json", |column| column.accepts = ["json", "jsonb"].map(str::to_owned).into());
    differ(text("json"), declared(), &[]);
    differ(text("jsonb"), declared(), &[(ColumnType, Divergent)]);
    differ(text("text"), declared(), &[(ColumnType, Breaking)]);
    let short =
        |length: u32| column("a", "", |c| c.ty = Promise::Exact(SqlType::new("varchar").with([length])));
    differ(short(50), short(100), &[(ColumnType, Divergent)]);
}

#[test]
fn a_type_that_is_left_open_is_not_changed_and_a_written_one_is() {
    let live = table(|table| table.columns.push(text("text")));
    let declared = table(|table| table.columns.push(open("a", "varchar", &["varchar", "text"])));
    assert_eq!(of_tables(&live, &declared)[0].change, None);
    let declared = table(|table| {
        table.columns.push(column("a", "varchar", |column| column.using = Some(Expr::new("a::varchar"))));
    });
    let difference = &of_tables(&live, &declared)[0];
    assert_eq!(difference.declared.as_deref(), Some("varchar"));
    assert_eq!(difference.live.as_deref(), Some("text"));
    let Some(Change::ColumnAspect { aspect, .. }) = &difference.change else { panic!("{difference:?}") };
    assert_eq!(
        **aspect,
        ColumnAspect::Type {
            from: SqlType::new("text"),
            to: SqlType::new("varchar"),
            renamed: Vec::new(),
            using: Some(Expr::new("a::varchar")),
            default: None,
        }
    );
}

#[test]
fn an_array_is_accepted_by_its_own_name() {
    let array = |name: &str| {
        column("a", "", |column| {
            column.ty = Promise::Exact(SqlType { dimensions: 1, ..SqlType::new(name) });
        })
    };
    let declared = || {
        let mut column = array("varchar");
        column.accepts.insert("text[]".to_owned());
        column
    };
    differ(array("text"), declared(), &[(ColumnType, Divergent)]);
    differ(text("text"), declared(), &[(ColumnType, Breaking)]);
}

#[test]
fn labels_of_an_enum_within_a_type_are_compared_one_by_one() {
    let labels = |labels: &[&str]| {
        column("a", "", |column| column.ty = Promise::Exact(SqlType::new("enum").with(labels)))
    };
    differ(labels(&["x"]), labels(&["x", "y"]), &[(ColumnType, Breaking)]);
    differ(labels(&["y", "x"]), labels(&["x", "y"]), &[(ColumnType, Divergent)]);
    differ(labels(&["x", "y", "z"]), labels(&["x", "y"]), &[(ColumnType, Harmless)]);
}

#[test]
fn null_is_breaking_both_ways() {
    let not_null = || column("a", "text", |column| column.nullable = false);
    differ(text("text"), not_null(), &[(ColumnNullability, Breaking)]);
    differ(not_null(), text("text"), &[(ColumnNullability, Breaking)]);
}

#[test]
fn a_default_counts_only_where_it_is_written() {
    let with = |default: &str| {
        column("a", "text", |column| column.default = Promise::Exact(Some(Expr::new(default))))
    };
    differ(with("'x'"), open("a", "text", &[]), &[]);
    differ(text("text"), with("'x'"), &[(ColumnDefault, Divergent)]);
    differ(with("'y'"), with("'x'"), &[(ColumnDefault, Divergent)]);
    differ(with("'x'"), with("'x'"), &[]);
    // Two live schemas are exact on both sides.
    differ(with("'x'"), text("text"), &[(ColumnDefault, Divergent)]);
}

#[test]
fn any_numbering_will_do_where_the_entity_does_not_say_which() {
    let numbered = |identity| column("a", "integer", |column| column.identity = Promise::Exact(identity));
    let wants = |identity| column("a", "integer", |column| column.identity = Promise::Open(Some(identity)));
    differ(numbered(Some(Identity::Serial)), wants(Identity::ByDefault), &[]);
    differ(numbered(Some(Identity::RowId)), wants(Identity::AutoIncrement), &[]);
    differ(numbered(None), wants(Identity::ByDefault), &[(ColumnIdentity, Breaking)]);
    differ(
        numbered(Some(Identity::Serial)),
        numbered(Some(Identity::Always)),
        &[(ColumnIdentity, Divergent)],
    );
    differ(numbered(Some(Identity::Serial)), open("a", "integer", &[]), &[]);
    let by_default_value = column("a", "integer", |column| {
        column.default = Promise::Exact(Some(Expr::new("next_id()")));
    });
    let mut declared = wants(Identity::ByDefault);
    declared.default = Promise::Open(None);
    differ(by_default_value, declared, &[]);
}

#[test]
fn a_generated_value_is_compared_with_how_it_is_kept() {
    let generated = |expr: &str, storage| {
        column("a", "text", |column| column.generated = Some(Generated { expr: Expr::new(expr), storage }))
    };
    differ(generated("b", Storage::Stored), generated("b", Storage::Stored), &[]);
    differ(generated("b", Storage::Stored), generated("c", Storage::Stored), &[(ColumnGenerated, Divergent)]);
    differ(
        generated("b", Storage::Stored),
        generated("b", Storage::Virtual),
        &[(ColumnGenerated, Divergent)],
    );
    differ(text("text"), generated("b", Storage::Stored), &[(ColumnGenerated, Divergent)]);
    differ(generated("b", Storage::Stored), text("text"), &[(ColumnGenerated, Divergent)]);
    differ(generated("b", Storage::Stored), open("a", "text", &[]), &[(ColumnGenerated, Harmless)]);
}

#[test]
fn collations_comments_and_on_update_count_where_they_are_written() {
    let collated = column("a", "text", |column| column.collation = Promise::Exact(Some("C".to_owned())));
    differ(text("text"), collated.clone(), &[(ColumnCollation, Divergent)]);
    differ(collated, open("a", "text", &[]), &[]);
    let commented = column("a", "text", |column| column.comment = Promise::Exact(Some("why".to_owned())));
    differ(text("text"), commented.clone(), &[(Comment, Harmless)]);
    differ(commented, open("a", "text", &[]), &[]);
    let updated = column("a", "text", |column| column.on_update = Promise::Exact(Some(Expr::new("now()"))));
    differ(text("text"), updated.clone(), &[(ColumnDefault, Divergent)]);
    differ(updated, open("a", "text", &[]), &[]);
}

#[test]
fn an_extra_column_matters_when_an_insert_cannot_leave_it_out() {
    let bare = table(|_| {});
    let extra = |say: fn(&mut Column)| {
        table(|table| {
            table.columns.push(column("b", "text", |column| {
                column.nullable = false;
                say(column);
            }));
        })
    };
    assert_differ(&extra(|_| {}), &bare, &[(ExtraColumn, Breaking, "b")]);
    assert_differ(&extra(|column| column.nullable = true), &bare, &[(ExtraColumn, Harmless, "b")]);
    let with_default = extra(|column| column.default = Promise::Exact(Some(Expr::new("''"))));
    assert_differ(&with_default, &bare, &[(ExtraColumn, Harmless, "b")]);
    let numbered = extra(|column| column.identity = Promise::Exact(Some(Identity::Serial)));
    assert_differ(&numbered, &bare, &[(ExtraColumn, Harmless, "b")]);
    let generated = extra(|column| {
        column.generated = Some(Generated { expr: Expr::new("1"), storage: Storage::Stored });
    });
    assert_differ(&generated, &bare, &[(ExtraColumn, Harmless, "b")]);
}

#[test]
fn a_missing_column_is_told_with_the_one_it_may_have_been() {
    let with = |name: &str| table(|table| table.columns.push(column(name, "text", |_| {})));
    let hint = |live: &str, declared: &str| of_tables(&with(live), &with(declared))[0].hint.clone();
    assert_eq!(hint("hostname", "host_name").as_deref(), Some("hostname"));
    assert_eq!(hint("source_asset_id", "asset_id"), None);
    let difference = &of_tables(&table(|_| {}), &with("a"))[0];
    assert_eq!(difference.why, "selecting t names this column");
    assert_eq!(difference.declared.as_deref(), Some("text null"));
}

#[test]
fn the_order_of_columns_does_not_matter() {
    let pair = |names: [&str; 2]| {
        table(|table| table.columns.extend(names.map(|name| column(name, "text", |_| {}))))
    };
    assert_differ(&pair(["a", "b"]), &pair(["b", "a"]), &[]);
}
