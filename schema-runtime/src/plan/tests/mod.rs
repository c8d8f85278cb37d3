mod stages;
mod world;

use super::*;
use crate::model::{
    Action, Check, Column, Deferrability, EnumType, Expr, Generated, Identity, IndexPart, Options,
    PrimaryKey, Promise, SqlType, Storage,
};

const ALL: Capabilities = Capabilities {
    enum_types: true,
    schemas: true,
    add_foreign_key: true,
    alter_constraint: true,
    alter_primary_key: true,
    alter_column: true,
    alter_options: true,
    add_computed_column: true,
    comments: true,
    rename_index: true,
    rename_constraint: true,
    named_uniques: true,
    named_sequences: true,
    foreign_key_needs_index: false,
    drop_column_cascades: true,
    one_index_of_a_name: true,
    one_key_of_a_name: false,
    longest_name: None,
    binary_json: false,
    online: false,
};

const ONLINE: Capabilities = Capabilities { online: true, ..ALL };

const NEEDS_INDEX: Capabilities = Capabilities {
    enum_types: false,
    schemas: false,
    rename_index: false,
    rename_constraint: false,
    named_uniques: true,
    named_sequences: false,
    foreign_key_needs_index: true,
    drop_column_cascades: false,
    one_index_of_a_name: false,
    one_key_of_a_name: true,
    longest_name: None,
    binary_json: false,
    online: false,
    ..ALL
};

const IN_PLACE_LITTLE: Capabilities = Capabilities {
    enum_types: false,
    schemas: false,
    add_foreign_key: false,
    alter_constraint: false,
    alter_primary_key: false,
    alter_column: false,
    alter_options: false,
    add_computed_column: false,
    comments: false,
    rename_index: false,
    rename_constraint: false,
    named_uniques: true,
    named_sequences: false,
    foreign_key_needs_index: false,
    drop_column_cascades: false,
    one_index_of_a_name: true,
    one_key_of_a_name: false,
    longest_name: None,
    binary_json: false,
    online: false,
};

fn schema(tables: impl IntoIterator<Item = Table>) -> Schema {
    Schema {
        tables: tables.into_iter().map(|table| (table.name.clone(), table)).collect(),
        ..Schema::default()
    }
}

/// A table with the columns `id`, its key, and those named, all integers.
fn table(name: &str, columns: &[&str]) -> Table {
    let mut table = Table::new(ObjectName::new(name));
    table.columns.push(Column { nullable: false, ..column("id", "integer") });
    table.columns.extend(columns.iter().map(|name| column(name, "integer")));
    table.primary_key = Some(PrimaryKey { name: None, columns: vec!["id".to_owned()] });
    table
}

fn column(name: &str, ty: &str) -> Column {
    Column::new(name, SqlType::new(ty))
}

fn index(columns: &[&str]) -> Index {
    Index {
        name: Some(format!("idx-{}", columns.join("-"))),
        kind: IndexKind::Plain,
        method: "btree".to_owned(),
        parts: columns.iter().map(|&name| IndexPart::column(name)).collect(),
        include: Vec::new(),
        predicate: None,
        nulls_not_distinct: false,
        valid: true,
        origin: None,
    }
}

fn key(column: &str, references: &str) -> ForeignKey {
    ForeignKey {
        name: Some(format!("fk-{column}-{references}")),
        columns: vec![column.to_owned()],
        references: ObjectName::new(references),
        referenced_columns: vec!["id".to_owned()],
        on_delete: Promise::Exact(Action::NoAction),
        on_update: Promise::Exact(Action::NoAction),
        deferrable: Deferrability::NotDeferrable,
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    }
}

fn check(name: &str, expr: &str) -> Check {
    Check {
        name: Some(name.to_owned()),
        expr: Expr::new(expr),
        valid: true,
        options: Promise::Exact(Options::new()),
        origin: None,
    }
}

fn pointing(name: &str, at: &[&str]) -> Table {
    let columns: Vec<_> = at.iter().map(|at| format!("{at}_id")).collect();
    let mut table = table(name, &columns.iter().map(String::as_str).collect::<Vec<_>>());
    table.foreign_keys = at.iter().map(|at| key(&format!("{at}_id"), at)).collect();
    table
}

/// The steps as short lines, for reading.
fn lines(steps: &[Step]) -> Vec<String> {
    steps.iter().map(line).collect()
}

fn line(step: &Step) -> String {
    let name = |index: &Index| index.name.clone().unwrap_or_default();
    let key_name = |key: &ForeignKey| key.name.clone().unwrap_or_default();
    match step {
        Step::CreateSchema(name) => format!("create schema {name}"),
        Step::CreateEnum(ty) => format!("create enum {}", ty.name),
        Step::AlterEnum { from: _, to, columns } => format!("alter enum {} under {}", to.name, columns.len()),
        Step::DropEnum(ty) => format!("drop enum {}", ty.name),
        Step::CreateTable(table) => {
            let keys: Vec<_> = table.foreign_keys.iter().map(key_name).collect();
            format!("create {} [{}]", table.name, keys.join(" "))
        }
        Step::DropTable(table) => format!("drop {}", table.name),
        Step::DropCircle(_) => format!("drop {} together", step.subject()),
        Step::RenameTable { from, to } => format!("rename {from} to {to}"),
        Step::SetTableComment { table, .. } => format!("comment {table}"),
        Step::AddColumn { table, column } => format!("add {table}.{}", column.name),
        Step::AlterColumn { table, to, .. } => format!("alter {table}.{}", to.name),
        Step::RenameColumn { table, from, to } => format!("rename {table}.{from} to {to}"),
        Step::DropColumn { table, column } => format!("drop {table}.{}", column.name),
        Step::AddPrimaryKey { table, key } => format!("add primary key {table} {}", key.columns.join(",")),
        Step::DropPrimaryKey { table, key } => format!("drop primary key {table} {}", key.columns.join(",")),
        Step::CreateIndex { table, index } => format!("create index {table}.{}", name(index)),
        Step::DropIndex { table, index } => format!("drop index {table}.{}", name(index)),
        Step::RenameIndex { table, from, to } => format!("rename index {table}.{} to {to}", name(from)),
        Step::RenameConstraint { table, from, to } => format!("rename constraint {table}.{from} to {to}"),
        Step::RenameSequence { table, from, to } => format!("rename sequence {table}.{from} to {to}"),
        Step::CreateSequence(_) | Step::AlterSequence { .. } | Step::DropSequence(_) | Step::Set { .. } => {
            step.title().replace('`', "")
        }
        Step::AddForeignKey { table, key } => format!("add key {table}.{}", key_name(key)),
        Step::DropForeignKey { table, key } => format!("drop key {table}.{}", key_name(key)),
        Step::ValidateForeignKey { table, key } => format!("validate key {table}.{}", key_name(key)),
        Step::ValidateCheck { table, check } => format!("validate check {table}.{}", check.expr),
        Step::AddCheck { table, check } => format!("add check {table}.{}", check.expr),
        Step::DropCheck { table, check } => format!("drop check {table}.{}", check.expr),
        Step::RebuildTable { to, .. } => format!("rebuild {}", to.name),
    }
}

#[test]
fn tables_come_behind_those_they_point_at_and_go_before_them() {
    let to = schema([pointing("a", &["b", "c"]), pointing("b", &["c", "b"]), pointing("c", &[])]);
    assert_eq!(
        lines(&plan(&Schema::default(), &to, &ALL)),
        ["create c []", "create b [fk-c_id-c fk-b_id-b]", "create a [fk-b_id-b fk-c_id-c]"]
    );
    assert_eq!(lines(&plan(&to, &Schema::default(), &ALL)), ["drop a", "drop b", "drop c"]);
}

#[test]
fn names_follow_a_rename_where_they_can() {
    let mut from = table("a", &["b"]);
    from.columns[0].identity = Promise::Exact(Some(Identity::Serial));
    from.primary_key = Some(PrimaryKey { name: Some("a_pkey".to_owned()), columns: vec!["id".to_owned()] });
    from.foreign_keys = vec![key("b", "a")];
    from.checks = vec![check("a_b", "b > 0")];
    let mut to = from.clone();
    (to.name, to.renamed_from) = (ObjectName::new("c"), Some("a".to_owned()));
    to.primary_key.as_mut().expect("a key").name = Some("c_pkey".to_owned());
    to.foreign_keys[0].name = Some("fk-c".to_owned());
    to.foreign_keys[0].references = to.name.clone();
    to.checks[0].name = Some("c_b".to_owned());
    let can = Capabilities { named_sequences: true, ..ALL };
    let (from, to) = (schema([from]), schema([to]));
    let key = from.tables[&ObjectName::new("a")].foreign_keys[0].name.clone().expect("a name");
    let check = from.tables[&ObjectName::new("a")].checks[0].name.clone().expect("a name");
    assert_eq!(
        lines(&plan(&from, &to, &can)),
        [
            "rename a to c".to_owned(),
            "rename constraint c.a_pkey to c_pkey".to_owned(),
            format!("rename constraint c.{check} to c_b"),
            "rename sequence c.a_id_seq to c_id_seq".to_owned(),
            format!("rename constraint c.{key} to fk-c"),
        ]
    );
    assert_eq!(plan(&to, &from, &can).len(), 5);
}

#[test]
fn the_keys_of_a_cycle_come_when_both_tables_are_there() {
    let to = schema([pointing("a", &["b"]), pointing("b", &["a"])]);
    assert_eq!(
        lines(&plan(&Schema::default(), &to, &ALL)),
        ["create a []", "create b [fk-a_id-a]", "add key a.fk-b_id-b"]
    );
    assert_eq!(lines(&plan(&to, &Schema::default(), &ALL)), ["drop key a.fk-b_id-b", "drop b", "drop a"]);
    assert_eq!(
        lines(&plan(&Schema::default(), &to, &IN_PLACE_LITTLE)),
        ["create a [fk-b_id-b]", "create b [fk-a_id-a]"]
    );
    let with_others = schema([pointing("a", &["b"]), pointing("b", &["a"]), pointing("c", &["a", "c"])]);
    assert_eq!(
        lines(&plan(&with_others, &Schema::default(), &IN_PLACE_LITTLE)),
        ["drop c", "drop b, a together"]
    );
}

#[test]
fn a_key_follows_the_indexes_where_one_has_to_serve_it() {
    let mut b = pointing("b", &["a"]);
    b.indexes.push(index(&["a_id"]));
    let to = schema([table("a", &[]), b]);
    assert_eq!(
        lines(&plan(&Schema::default(), &to, &NEEDS_INDEX)),
        ["create a []", "create b []", "create index b.idx-a_id", "add key b.fk-a_id-a"]
    );
}

#[test]
fn a_key_waits_for_the_unique_index_that_it_points_at() {
    let mut a = table("a", &["code"]);
    a.indexes.push(Index { kind: IndexKind::Unique, ..index(&["code"]) });
    let mut b = pointing("b", &["a"]);
    b.foreign_keys[0].referenced_columns = vec!["code".to_owned()];
    let to = schema([a, b]);
    assert_eq!(
        lines(&plan(&Schema::default(), &to, &ALL)),
        ["create a []", "create index a.idx-code", "create b []", "add key b.fk-a_id-a"]
    );
}

#[test]
fn a_type_that_changes_on_both_ends_takes_the_key_out_of_the_way() {
    let from = schema([table("a", &[]), pointing("b", &["a"])]);
    let mut to = from.clone();
    for (table, at) in [("a", 0), ("b", 1)] {
        let table = to.tables.get_mut(&ObjectName::new(table)).expect("a table");
        table.columns[at].ty = Promise::Exact(SqlType::new("bigint"));
    }
    assert_eq!(
        lines(&plan(&from, &to, &ALL)),
        ["drop key b.fk-a_id-a", "alter a.id", "alter b.a_id", "add key b.fk-a_id-a"]
    );
}

#[test]
fn an_index_that_serves_a_key_is_not_dropped_under_it() {
    let mut b = pointing("b", &["a"]);
    b.indexes.push(index(&["a_id"]));
    let from = schema([table("a", &[]), b]);
    let mut to = from.clone();
    let b = to.tables.get_mut(&ObjectName::new("b")).expect("a table");
    b.indexes[0] = index(&["a_id", "id"]);
    assert_eq!(
        lines(&plan(&from, &to, &NEEDS_INDEX)),
        [
            "drop key b.fk-a_id-a",
            "drop index b.idx-a_id",
            "create index b.idx-a_id-id",
            "add key b.fk-a_id-a"
        ]
    );
    assert_eq!(lines(&plan(&from, &to, &ALL)), ["drop index b.idx-a_id", "create index b.idx-a_id-id"]);
}

#[test]
fn the_index_that_a_database_made_for_a_key_goes_with_it() {
    let from = schema([table("a", &[]), pointing("b", &["a"])]);
    let mut to = from.clone();
    to.tables.get_mut(&ObjectName::new("b")).expect("a table").foreign_keys.clear();
    assert_eq!(lines(&plan(&from, &to, &NEEDS_INDEX)), ["drop key b.fk-a_id-a", "drop index b.fk-a_id-a"]);
    assert_eq!(lines(&plan(&from, &to, &ALL)), ["drop key b.fk-a_id-a"]);
    let known = |schema: &Schema| {
        let mut schema = schema.clone();
        let own = Index { name: Some("fk-a_id-a".to_owned()), ..index(&["a_id"]) };
        schema.tables.get_mut(&ObjectName::new("b")).expect("a table").indexes.push(own);
        schema
    };
    assert_eq!(lines(&plan(&known(&from), &known(&to), &NEEDS_INDEX)), ["drop key b.fk-a_id-a"]);
    assert_eq!(
        lines(&plan(&known(&from), &to, &NEEDS_INDEX)),
        ["drop key b.fk-a_id-a", "drop index b.fk-a_id-a"]
    );
}

/// The database made an index for the key, and dropped it as soon as another served.
#[test]
fn the_index_of_a_keys_own_name_is_not_relied_upon() {
    let mut b = pointing("b", &["a"]);
    b.indexes.push(Index { name: Some("fk-a_id-a".to_owned()), ..index(&["a_id"]) });
    let to = schema([table("a", &[]), b]);
    let mut from = to.clone();
    from.tables.get_mut(&ObjectName::new("b")).expect("a table").indexes.push(index(&["a_id", "id"]));
    assert_eq!(
        lines(&plan(&from, &to, &NEEDS_INDEX)),
        ["drop key b.fk-a_id-a", "drop index b.idx-a_id-id", "add key b.fk-a_id-a"]
    );
    assert_eq!(lines(&plan(&to, &from, &NEEDS_INDEX)), ["create index b.idx-a_id-id"]);
}

#[test]
fn a_rename_is_found_from_either_side() {
    let from = schema([table("post", &["title"]), pointing("comment", &["post"])]);
    let mut to = schema([table("article", &["headline"]), pointing("comment", &["post"])]);
    let article = to.tables.get_mut(&ObjectName::new("article")).expect("a table");
    article.renamed_from = Some("post".to_owned());
    article.columns[1].renamed_from = Some("title".to_owned());
    to.tables.get_mut(&ObjectName::new("comment")).expect("a table").foreign_keys[0].references =
        ObjectName::new("article");
    assert_eq!(
        lines(&plan(&from, &to, &ALL)),
        ["rename post to article", "rename article.title to headline"]
    );
    assert_eq!(lines(&plan(&to, &from, &ALL)), ["rename article to post", "rename post.headline to title"]);
}

#[test]
fn an_index_under_another_name_is_renamed_where_it_can_be() {
    let mut a = table("a", &["b"]);
    a.indexes.push(index(&["b"]));
    let from = schema([a.clone()]);
    a.indexes[0].name = Some("new".to_owned());
    let to = schema([a]);
    assert_eq!(lines(&plan(&from, &to, &ALL)), ["rename index a.idx-b to new"]);
    assert_eq!(lines(&plan(&from, &to, &NEEDS_INDEX)), ["drop index a.idx-b", "create index a.new"]);
}

#[test]
fn a_check_steps_aside_while_a_type_of_another_kind_comes() {
    let mut a = table("a", &["b"]);
    a.checks.push(check("b", "b > 0"));
    let from = schema([a.clone()]);
    a.columns[1].ty = Promise::Exact(SqlType::new("text"));
    let to = schema([a.clone()]);
    assert_eq!(lines(&plan(&from, &to, &ALL)), ["drop check a.b > 0", "alter a.b", "add check a.b > 0"]);
    a.columns[1].ty = Promise::Exact(SqlType::new("integer").with([3]));
    assert_eq!(lines(&plan(&from, &schema([a]), &ALL)), ["alter a.b"]);
}

#[test]
fn a_generated_column_is_made_again_when_its_source_or_its_expression_changes() {
    let sum = |expr: &str| Column {
        generated: Some(Generated { expr: Expr::new(expr), storage: Storage::Stored }),
        ..column("sum", "integer")
    };
    let mut a = table("a", &["x"]);
    a.columns.push(sum("x + 1"));
    a.indexes.push(index(&["sum"]));
    let from = schema([a.clone()]);
    a.columns[2] = sum("x + 2");
    assert_eq!(
        lines(&plan(&from, &schema([a.clone()]), &ALL)),
        ["drop index a.idx-sum", "drop a.sum", "add a.sum", "create index a.idx-sum"]
    );
    a.columns[2] = sum("x + 1");
    a.columns[1].ty = Promise::Exact(SqlType::new("bigint"));
    assert_eq!(
        lines(&plan(&from, &schema([a]), &ALL)),
        ["drop index a.idx-sum", "drop a.sum", "alter a.x", "add a.sum", "create index a.idx-sum"]
    );
}

#[test]
fn a_column_is_numbered_only_while_it_is_a_key() {
    let numbered = |mut table: Table| {
        table.columns[0].identity = Promise::Exact(Some(Identity::AutoIncrement));
        table
    };
    let mut plain = table("a", &[]);
    plain.primary_key = None;
    let (from, to) = (schema([plain]), schema([numbered(table("a", &[]))]));
    assert_eq!(lines(&plan(&from, &to, &ALL)), ["add primary key a id", "alter a.id"]);
    assert_eq!(lines(&plan(&to, &from, &ALL)), ["alter a.id", "drop primary key a id"]);
}

#[test]
fn an_enum_is_extended_first_and_exchanged_when_nothing_is_in_the_way() {
    let mood = |values: &[&str]| {
        EnumType::new(ObjectName::new("mood"), values.iter().map(|&value| value.to_owned()).collect())
    };
    let with = |values: &[&str]| {
        let mut a = table("a", &[]);
        a.columns.push(column("mood", "mood"));
        a.checks.push(check("mood", "mood <> 'sad'"));
        let mut schema = schema([a]);
        schema.enums.insert(ObjectName::new("mood"), mood(values));
        schema
    };
    let (from, to) = (with(&["sad", "ok"]), with(&["sad", "fine", "ok"]));
    assert_eq!(lines(&plan(&from, &to, &ALL)), ["alter enum mood under 0"]);
    assert_eq!(
        lines(&plan(&to, &from, &ALL)),
        ["drop check a.mood <> 'sad'", "alter enum mood under 1", "add check a.mood <> 'sad'"]
    );
    assert_eq!(lines(&plan(&from, &Schema::default(), &ALL)), ["drop a", "drop enum mood"]);
    assert_eq!(lines(&plan(&Schema::default(), &from, &ALL)), ["create enum mood", "create a []"]);
}

#[test]
fn what_cannot_be_done_in_place_is_one_rebuild() {
    let mut a = table("a", &["b", "c"]);
    a.indexes.push(index(&["b"]));
    let from = schema([a.clone()]);
    a.columns[1].nullable = false;
    a.columns.pop();
    a.indexes.clear();
    assert_eq!(lines(&plan(&from, &schema([a.clone()]), &IN_PLACE_LITTLE)), ["rebuild a"]);
    a.columns[1].nullable = true;
    assert_eq!(lines(&plan(&from, &schema([a]), &IN_PLACE_LITTLE)), ["drop index a.idx-b", "drop a.c"]);
}

#[test]
fn a_schema_is_created_before_what_is_in_it() {
    let mut a = table("a", &[]);
    a.name = ObjectName::in_schema(Some("shop"), "a");
    assert_eq!(
        lines(&plan(&Schema::default(), &schema([a]), &ALL)),
        ["create schema shop", "create shop.a []"]
    );
}

#[test]
fn columns_come_in_the_order_of_the_entity_and_what_is_not_compared_is_no_change() {
    let from = schema([table("a", &["x"])]);
    let mut a = table("a", &["n", "x", "m"]);
    a.columns[2].backfill = Some(Expr::new("1"));
    a.columns[2].ty = Promise::Open(SqlType::new("integer"));
    a.primary_key.as_mut().expect("a key").name = Some("pk-a".to_owned());
    assert_eq!(lines(&plan(&from, &schema([a]), &ALL)), ["add a.n", "add a.m"]);
}

#[test]
fn a_name_that_a_table_keeps_is_not_given_to_another() {
    let named = |name: &str, columns: &[&str]| {
        let mut table = table(name, columns);
        table.indexes = vec![index(columns)];
        table.foreign_keys = vec![key(columns[0], "at")];
        table
    };
    let live = schema([named("kept", &["a"]), table("at", &[])]);
    let names = |can: &Capabilities| {
        let mut target = schema([named("kept", &["a"]), named("created", &["a"]), table("at", &[])]);
        distinct_names(&live, &mut target, can);
        assert_eq!(target.tables[&ObjectName::new("kept")], live.tables[&ObjectName::new("kept")]);
        let created = &target.tables[&ObjectName::new("created")];
        (
            created.indexes[0].name.clone().unwrap_or_default(),
            created.foreign_keys[0].name.clone().unwrap_or_default(),
        )
    };
    assert_eq!(names(&ALL), ("idx-a-2".to_owned(), "fk-a-at".to_owned()));
    assert_eq!(names(&NEEDS_INDEX), ("idx-a".to_owned(), "fk-a-at-2".to_owned()));
}

#[test]
fn a_table_that_goes_makes_room_for_the_names_of_another() {
    let named = |name: &str| {
        let mut table = table(name, &["a"]);
        table.indexes = vec![index(&["a"])];
        table
    };
    let steps = plan(&schema([named("old")]), &schema([named("new")]), &ALL);
    assert_eq!(lines(&steps), ["drop old", "create new []", "create index new.idx-a"]);
    let steps = plan(&schema([table("old", &[])]), &schema([named("new")]), &ALL);
    assert_eq!(lines(&steps), ["create new []", "create index new.idx-a", "drop old"]);
}
