//! Every attribute of ours, as a value of the descriptor.

#![allow(
    clippy::duplicated_attributes,
    reason = "clippy takes a word that two indexes share for a duplicate"
)]

use schema_runtime::descriptor::{Described, IdentityDescriptor, PartTarget, Reference};
use schema_runtime::model::{Action, Deferrability, NullsOrder, Order, Storage};

mod state {
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
    #[sea_orm(rs_type = "String", db_type = "String(StringLen::N(20))")]
    pub enum State {
        #[sea_orm(string_value = "open")]
        Open,
        #[sea_orm(string_value = "closed")]
        Closed,
    }
}

mod ticket {
    use super::state::State;
    use schema_runtime::DeriveSchema;
    use sea_orm::entity::prelude::*;

    #[derive(Clone, Debug, PartialEq, DeriveEntityModel, DeriveSchema)]
    #[sea_orm(table_name = "tickets", schema_name = "work")]
    #[schema(index(
        columns(title(desc, nulls_last, collation = "C"), expr("lower(note)", opclass = "text_pattern_ops")),
        name = "tickets_search",
        predicate = "note IS NOT NULL",
        include(number),
        method = "btree"
    ))]
    #[schema(index(columns(title, number), unique, nulls_not_distinct, opclass = "int4_ops"))]
    #[schema(unique(columns(number, title)))]
    #[schema(unique(
        columns(title),
        name = "one_title",
        nulls_not_distinct,
        deferrable = "initially_deferred"
    ))]
    #[schema(check(expr = "number > 0"))]
    #[schema(check(name = "titled", expr = "title <> ''"))]
    #[schema(foreign_key(
        columns(parent),
        references(Entity, columns(id)),
        on_delete = "SetNull",
        deferrable
    ))]
    #[schema(foreign_key(
        columns(number, title),
        references("archive.tickets", columns(number, title)),
        name = "archived",
        on_update = "Cascade"
    ))]
    #[schema(renamed_from = "issues", unmanaged)]
    pub struct Model {
        #[sea_orm(primary_key)]
        #[schema(identity)]
        pub id: i32,
        #[schema(identity = "always")]
        pub number: i32,
        #[schema(check_values, default = "'open'")]
        pub state: Option<State>,
        #[sea_orm(comment = "what people see", renamed_from = "name")]
        #[schema(collation = "de_DE", backfill = "'untitled'", check = "length(title) > 3")]
        pub title: String,
        #[schema(generated = "upper(title)", stored, index)]
        pub shout: String,
        #[schema(generated = "lower(title)", virtual)]
        pub whisper: String,
        #[sea_orm(column_type = "Text", nullable)]
        #[schema(
            using = "note::text",
            index(desc, nulls_last, method = "btree", opclass = "text_ops", unique)
        )]
        pub note: String,
        #[schema(renamed_from = "father")]
        pub parent: Option<i32>,
        #[sea_orm(ignore)]
        pub cached: i64,
    }

    #[derive(Copy, Clone, Debug, EnumIter, DeriveRelation)]
    pub enum Relation {}

    impl ActiveModelBehavior for ActiveModel {}
}

#[test]
fn of_columns() {
    let table = ticket::Entity::TABLE;
    let fields: Vec<_> = table.columns.iter().map(|column| column.field).collect();
    assert_eq!(fields, ["id", "number", "state", "title", "shout", "whisper", "note", "parent"]);
    let [id, number, state, title, shout, whisper, note, parent] =
        std::array::from_fn(|at| table.written(at));
    assert_eq!(id.identity, Some(IdentityDescriptor::ByDefault));
    assert_eq!(number.identity, Some(IdentityDescriptor::Always));
    assert_eq!(state.default, Some("'open'"));
    assert_eq!(state.check_values.unwrap()(), ["open".into(), "closed".into()]);
    assert_eq!((title.comment, title.renamed_from), (Some("what people see"), Some("name")));
    assert_eq!((title.collation, title.backfill), (Some("de_DE"), Some("'untitled'")));
    assert_eq!(title.check, Some("length(title) > 3"));
    assert_eq!(shout.generated, Some(("upper(title)", Storage::Stored)));
    assert_eq!(whisper.generated, Some(("lower(title)", Storage::Virtual)));
    assert_eq!(
        (note.using, table.columns[6].type_written, table.columns[3].type_written),
        (Some("note::text"), true, false)
    );
    assert_eq!(parent.renamed_from, Some("father"));
    assert_eq!((table.columns[7].rust_type)(), sea_orm::ColumnType::Integer);
}

#[test]
fn of_indexes() {
    let [search, unique, shout, note] = ticket::Entity::TABLE.indexes else { panic!("four indexes") };
    assert_eq!((search.name, search.unique, search.include), (Some("tickets_search"), false, &[1][..]));
    assert_eq!((search.predicate, search.method), (Some("note IS NOT NULL"), Some("btree")));
    let [title, lower] = search.parts else { panic!("two parts") };
    assert_eq!((title.target, title.order), (PartTarget::Column(3), Order::Descending));
    assert_eq!((title.nulls, title.collation), (Some(NullsOrder::Last), Some("C")));
    assert_eq!((lower.target, lower.opclass), (PartTarget::Expr("lower(note)"), Some("text_pattern_ops")));
    assert_eq!((lower.order, lower.nulls), (Order::Ascending, None));
    assert_eq!((unique.name, unique.unique, unique.nulls_not_distinct), (None, true, true));
    assert!(unique.parts.iter().all(|part| part.opclass == Some("int4_ops")));
    assert_eq!((shout.parts[0].target, shout.unique), (PartTarget::Column(4), false));
    assert_eq!(
        (note.parts[0].target, note.unique, note.method),
        (PartTarget::Column(6), true, Some("btree"))
    );
    assert_eq!((note.parts[0].order, note.parts[0].opclass), (Order::Descending, Some("text_ops")));
}

#[test]
fn of_constraints() {
    let table = ticket::Entity::TABLE;
    let [plain, named] = table.uniques else { panic!("two constraints") };
    assert_eq!((plain.columns, plain.deferrable), (&[1, 3][..], Deferrability::NotDeferrable));
    assert_eq!((named.name, named.nulls_not_distinct), (Some("one_title"), true));
    assert_eq!(named.deferrable, Deferrability::InitiallyDeferred);
    let checks: Vec<_> = table.checks.iter().map(|check| (check.name, check.expr)).collect();
    assert_eq!(checks, [(None, "number > 0"), (Some("titled"), "title <> ''")]);
    let [own, archive] = table.foreign_keys else { panic!("two keys") };
    let columns = |names: &[&str]| names.iter().map(|name| name.to_string()).collect::<Vec<_>>();
    let to_own =
        Reference { schema: Some("work".into()), table: "tickets".into(), columns: columns(&["id"]) };
    assert_eq!((own.references)(), to_own);
    assert_eq!((own.columns, own.on_delete, own.on_update), (&[7][..], Some(Action::SetNull), None));
    assert_eq!(own.deferrable, Deferrability::InitiallyImmediate);
    let archived = Reference {
        schema: Some("archive".into()),
        table: "tickets".into(),
        columns: columns(&["number", "title"]),
    };
    assert_eq!(((archive.references)(), archive.name), (archived, Some("archived")));
    assert_eq!((archive.on_delete, archive.on_update), (None, Some(Action::Cascade)));
    assert_eq!((table.renamed_from, table.unmanaged), (Some("issues"), true));
}
