//! A step comes in, its statements go out; what SQLite cannot do in place is an error that names it.

use super::{Server, literal, text, types};
use crate::diff::{Meanings, diff};
use crate::error::Error;
use crate::model::{
    Check, Column, Deferrability, ForeignKey, Identity, Index, IndexKind, IndexTarget, ObjectName,
    PrimaryKey, Schema, Storage, Table,
};
use crate::plan::{Capabilities, ColumnCall, CreateTable, Statement, Step};

pub(in crate::backend) fn capabilities(_server: &Server) -> Capabilities {
    Capabilities {
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
        named_uniques: false,
        named_sequences: false,
        foreign_key_needs_index: false,
        drop_column_cascades: false,
        one_index_of_a_name: true,
        one_key_of_a_name: false,
        longest_name: None,
        binary_json: false,
        online: false,
    }
}

pub(in crate::backend) fn ddl(server: &Server, step: &Step) -> Result<Vec<Statement>, Error> {
    match step {
        Step::CreateTable(table) => create_table(table),
        Step::DropTable(table) => Ok(vec![Statement::DropTable(table.name.clone())]),
        Step::DropCircle(tables) => Ok(vec![drop_circle(tables)]),
        Step::RenameTable { from, to } => {
            Ok(vec![Statement::RenameTable { from: from.clone(), to: to.clone() }])
        }
        Step::AddColumn { table, column } => add_column(table, column),
        Step::RenameColumn { table, from, to } => {
            require(server, [3, 25], || format!("rename the column `{table}.{from}`"))?;
            Ok(vec![Statement::RenameColumn { table: table.clone(), from: from.clone(), to: to.clone() }])
        }
        Step::DropColumn { table, column } => {
            let step = || format!("drop the column `{table}.{}`", column.name);
            require(server, [3, 35], step)?;
            if column.identity.value().is_some() {
                return Err(rebuild(step(), "it is the primary key"));
            }
            Ok(vec![Statement::DropColumn { table: table.clone(), column: column.name.clone() }])
        }
        Step::CreateIndex { table, index } => create_index(table, index),
        Step::DropIndex { table, index } => drop_index(table, index),
        Step::RenameIndex { table, from, to } => {
            let renamed = Index { name: Some(to.clone()), ..from.clone() };
            Ok([drop_index(table, from)?, create_index(table, &renamed)?].concat())
        }
        Step::RenameConstraint { table, from, to: _ } | Step::RenameSequence { table, from, to: _ } => {
            Err(unsupported(
                format!("rename `{from}` of `{table}`"),
                "keys and checks keep their names here, and plans for it have no such step",
            ))
        }
        Step::CreateSequence(_) | Step::AlterSequence { .. } | Step::DropSequence(_) | Step::Set { .. } => {
            Err(unsupported(step.title(), "none of it is read here, and plans for it have no such step"))
        }
        Step::SetTableComment { table: _, from: _, to: _ } => Ok(Vec::new()),
        Step::CreateSchema(name) => Err(create_schema(name)),
        Step::CreateEnum(ty) | Step::AlterEnum { from: ty, to: _, columns: _ } | Step::DropEnum(ty) => {
            Err(unsupported(
                format!("create, change or drop the enum `{}`", ty.name),
                "it has no enum types; the column's values can be held by `check_values`",
            ))
        }
        Step::AlterColumn { table, from, to: _ } => {
            Err(rebuild(format!("change the column `{table}.{}`", from.name), "no column can be changed"))
        }
        Step::AddPrimaryKey { table, key } => Err(primary_key("add", table, key)),
        Step::DropPrimaryKey { table, key } => Err(primary_key("drop", table, key)),
        Step::AddForeignKey { table, key } => Err(foreign_key("add", table, key)),
        Step::DropForeignKey { table, key } => Err(foreign_key("drop", table, key)),
        Step::AddCheck { table, check } => Err(check_of("add", table, check)),
        Step::DropCheck { table, check } => Err(check_of("drop", table, check)),
        Step::ValidateForeignKey { table, key } => Err(foreign_key("validate", table, key)),
        Step::ValidateCheck { table, check } => Err(check_of("validate", table, check)),
        Step::RebuildTable { from, to } => Err(rebuild(
            format!("change the table `{}` ({})", from.name, changes(from, to)),
            "it is more than one statement can do",
        )),
    }
}

fn primary_key(verb: &str, table: &ObjectName, key: &PrimaryKey) -> Error {
    let step = format!("{verb} the primary key of `{table}` ({})", key.columns.join(", "));
    rebuild(step, "a primary key is part of its table")
}

fn foreign_key(verb: &str, table: &ObjectName, key: &ForeignKey) -> Error {
    let step = format!("{verb} the foreign key of `{table}` ({})", key.columns.join(", "));
    rebuild(step, "a foreign key is part of its table")
}

fn check_of(verb: &str, table: &ObjectName, check: &Check) -> Error {
    let name = check.name.as_deref().unwrap_or_else(|| check.expr.as_str());
    rebuild(format!("{verb} the check `{name}` of `{table}`"), "a check is part of its table")
}

fn unsupported(step: String, why: &str) -> Error {
    Error::Unsupported { step, backend: "SQLite", why: why.to_owned() }
}

fn rebuild(step: String, why: &str) -> Error {
    unsupported(step, &format!("{why}, so the whole table has to be made again"))
}

/// What changes of a table, for people: `loans_fee: missing check`.
fn changes(from: &Table, to: &Table) -> String {
    let schema = |table: &Table| Schema {
        tables: [(to.name.clone(), Table { name: to.name.clone(), ..table.clone() })].into(),
        ..Schema::default()
    };
    let differences = diff(&schema(from), &schema(to), &Meanings::default());
    let changes = differences.iter().map(|difference| {
        let (kind, _) = difference.kind.words();
        if difference.object.is_empty() { kind.to_owned() } else { format!("{}: {kind}", difference.object) }
    });
    changes.collect::<Vec<_>>().join("; ")
}

fn create_schema(name: &str) -> Error {
    unsupported(
        format!("create the schema `{name}`"),
        "a schema is a database file of its own, which the connection has to attach; leave out `schema_name`",
    )
}

pub(super) fn require(
    server: &Server,
    [major, minor]: [u32; 2],
    step: impl Fn() -> String,
) -> Result<(), Error> {
    if server.is(major, minor) {
        return Ok(());
    }
    Err(unsupported(step(), &format!("this library is older than {major}.{minor}; use a newer one")))
}

/// One text, so that it runs on one connection: a savepoint works within a transaction and without one, and until it
/// is released keys may be broken.
fn drop_circle(tables: &[Table]) -> Statement {
    let drops: String =
        tables.iter().map(|table| format!("DROP TABLE {}; ", text::quote(&table.name.name))).collect();
    Statement::Raw(format!(
        "SAVEPOINT drop_tables; PRAGMA defer_foreign_keys = ON; {drops}RELEASE drop_tables"
    ))
}

/// A strict table has five types and no others; one without row ids has a key, and numbers no rows.
fn keeps_to_its_options(table: &Table) -> Result<(), Error> {
    let has = |option: &str| table.options.value().iter().any(|one| one.eq_ignore_ascii_case(option));
    let refused = |why: String| Err(unsupported(format!("make the table `{}`", table.name), &why));
    let strict = |column: &&Column| {
        let ty = column.ty.value();
        let known = ["int", "integer", "real", "text", "blob", "any"];
        !known.contains(&ty.name.as_str()) || !ty.arguments.is_empty()
    };
    if has("STRICT")
        && let Some(column) = table.columns.iter().find(strict)
    {
        return refused(format!(
            "it is STRICT, and `{}` has the type `{}`; write one of INTEGER, REAL, TEXT, BLOB and ANY",
            column.name,
            column.ty.value()
        ));
    }
    if !has("WITHOUT ROWID") {
        return Ok(());
    }
    if table.primary_key.is_none() {
        return refused("it is WITHOUT ROWID, and needs a primary key".to_owned());
    }
    let numbered = |column: &&Column| *column.identity.value() == Some(Identity::AutoIncrement);
    match table.columns.iter().find(numbered) {
        Some(column) => {
            refused(format!("it is WITHOUT ROWID, and cannot number its rows by `{}`", column.name))
        }
        None => Ok(()),
    }
}

/// Only a key that stands in its column can number it, and the builder gives such a key no name.
fn named_and_numbered(column: &mut ColumnCall, key: &PrimaryKey) {
    let name = key.name.iter().map(|name| format!("CONSTRAINT {} ", text::quote(name))).collect::<String>();
    let rest = column.extra.take().map(|words| format!(" {words}")).unwrap_or_default();
    column.extra = Some(format!("{name}PRIMARY KEY AUTOINCREMENT{rest}"));
    column.auto_increment = false;
}

pub(super) fn create_table(table: &Table) -> Result<Vec<Statement>, Error> {
    let Table {
        name,
        columns,
        primary_key,
        indexes,
        foreign_keys,
        checks,
        comment: _,
        options,
        renamed_from: _,
        origin: _,
    } = table;
    if let Some(schema) = &name.schema {
        return Err(create_schema(schema));
    }
    no_strings_in_double_quotes(table)?;
    keeps_to_its_options(table)?;
    let mut create = CreateTable {
        name: name.clone(),
        columns: columns.iter().map(call).collect(),
        primary_key: None,
        uniques: Vec::new(),
        foreign_keys: foreign_keys.clone(),
        checks: checks.clone(),
        comment: None,
        extra: Some(options.value().join(", ")).filter(|options| !options.is_empty()),
    };
    let single = |key: &PrimaryKey| match key.columns.as_slice() {
        [column] if key.name.is_none() => columns.iter().position(|other| other.name == *column),
        _ => None,
    };
    if let Some(key) = primary_key {
        let numbered = create.columns.iter_mut().find(|column| column.auto_increment);
        match (single(key), numbered) {
            (Some(position), _) => create.columns[position].primary_key = true,
            (None, Some(column)) if key.columns == [column.name.clone()] => named_and_numbered(column, key),
            (None, _) => create.primary_key = Some(key.clone()),
        }
    }
    let mut statements = Vec::new();
    for index in indexes {
        match index.kind {
            IndexKind::Constraint(_) => create.uniques.push(supported(name, index)?.clone()),
            // Those are steps of their own.
            IndexKind::Plain | IndexKind::Unique => {}
        }
    }
    statements.push(Statement::CreateTable(create));
    Ok(statements)
}

/// A misspelt name in double quotes would be a string to SQLite, and the check would hold whatever the row is.
fn no_strings_in_double_quotes(table: &Table) -> Result<(), Error> {
    let columns: Vec<_> = table.columns.iter().map(|column| column.name.as_str()).collect();
    let generated = table.columns.iter().filter_map(|column| column.generated.as_ref());
    let generated = generated.map(|generated| &generated.expr);
    for expr in table.checks.iter().map(|check| &check.expr).chain(generated) {
        if let Some((_, name)) = text::strings_in_double_quotes(expr.as_str(), &columns).into_iter().next() {
            return Err(unsupported(
                format!("create `{}` with the expression `{expr}`", table.name),
                &format!(
                    "there is no column \"{name}\", which would be taken for a string; write {} if it is one",
                    text::string(&name)
                ),
            ));
        }
    }
    Ok(())
}

/// A column as the builder makes it.
fn call(column: &Column) -> ColumnCall {
    let Column {
        name,
        ty,
        accepts: _,
        nullable,
        default,
        generated,
        identity,
        // A sequence counts it, or nothing does.
        numbering: _,
        collation,
        comment: _,
        on_update: _,
        extra,
        renamed_from: _,
        renamed_values: _,
        using: _,
        backfill: _,
        origin: _,
    } = column;
    let collation = collation.value().as_ref().map(|collation| format!("COLLATE {}", text::quote(collation)));
    let extra: Vec<_> = collation.into_iter().chain(extra.clone()).collect();
    ColumnCall {
        ty: Some(types::unspell(ty.value())),
        not_null: (!nullable).then_some(true),
        default: default.value().clone(),
        auto_increment: *identity.value() == Some(Identity::AutoIncrement),
        generated: generated.clone(),
        extra: Some(extra.join(" ")).filter(|extra| !extra.is_empty()),
        ..ColumnCall::new(name)
    }
}

/// SQLite adds a column without touching the rows, so what it holds there must be known without computing.
fn add_column(table: &ObjectName, column: &Column) -> Result<Vec<Statement>, Error> {
    let step = || format!("add the column `{table}.{}`", column.name);
    if column.identity.value().is_some() {
        return Err(rebuild(step(), "it is the primary key"));
    }
    match (&column.generated, column.default.value()) {
        (Some(generated), _) if generated.storage == Storage::Stored => {
            return Err(rebuild(step(), "a generated column that is stored cannot be added"));
        }
        (Some(_), _) => {}
        (None, Some(default)) if !literal::is_constant(default) => {
            return Err(rebuild(step(), &format!("the default `{default}` is not constant")));
        }
        (None, default) if !column.nullable && default.as_ref().is_none_or(literal::is_null) => {
            return Err(rebuild(step(), "it is not null and has no default for the rows that are there"));
        }
        (None, _) => {}
    }
    let add = Statement::AddColumn { table: table.clone(), column: call(column) };
    let fill = column.backfill.as_ref().map(|backfill| {
        let (table, column) = (text::quote(&table.name), text::quote(&column.name));
        Statement::Raw(format!("UPDATE {table} SET {column} = {backfill}"))
    });
    Ok([add].into_iter().chain(fill).collect())
}

pub(super) fn create_index(table: &ObjectName, index: &Index) -> Result<Vec<Statement>, Error> {
    match (&index.kind, &index.name) {
        (IndexKind::Plain | IndexKind::Unique, Some(_)) => {
            Ok(vec![Statement::CreateIndex { table: table.clone(), index: supported(table, index)?.clone() }])
        }
        (IndexKind::Constraint(_), _) | (IndexKind::Plain | IndexKind::Unique, None) => Err(rebuild(
            format!("add the unique constraint {} to `{table}`", label(index)),
            "it is part of its table",
        )),
    }
}

fn drop_index(table: &ObjectName, index: &Index) -> Result<Vec<Statement>, Error> {
    match (&index.kind, &index.name) {
        (IndexKind::Plain | IndexKind::Unique, Some(name)) => {
            Ok(vec![Statement::DropIndex { table: table.clone(), name: name.clone() }])
        }
        (IndexKind::Constraint(_), _) | (IndexKind::Plain | IndexKind::Unique, None) => Err(rebuild(
            format!("drop the unique constraint {} of `{table}`", label(index)),
            "it is part of its table",
        )),
    }
}

/// An index as it is, unless it promises what SQLite cannot keep.
fn supported<'a>(table: &ObjectName, index: &'a Index) -> Result<&'a Index, Error> {
    let step = || format!("create the index {} on `{table}`", label(index));
    if index.nulls_not_distinct {
        return Err(unsupported(
            step(),
            "two nulls never clash in a unique index; leave out `nulls_not_distinct`",
        ));
    }
    match index.kind {
        IndexKind::Plain | IndexKind::Unique | IndexKind::Constraint(Deferrability::NotDeferrable) => {
            Ok(index)
        }
        IndexKind::Constraint(Deferrability::InitiallyImmediate | Deferrability::InitiallyDeferred) => {
            Err(unsupported(step(), "only foreign keys can be deferred; leave out `deferrable`"))
        }
    }
}

fn label(index: &Index) -> String {
    let columns = index.parts.iter().map(|part| match &part.target {
        IndexTarget::Column(name) => name.clone(),
        IndexTarget::Expr(expr) => expr.to_string(),
    });
    index
        .name
        .as_ref()
        .map_or_else(|| format!("({})", columns.collect::<Vec<_>>().join(", ")), |name| format!("`{name}`"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t48_an_older_library_cannot_do_all() {
        let table = || ObjectName::new("t");
        let rename = Step::RenameColumn { table: table(), from: "a".to_owned(), to: "b".to_owned() };
        let drop = Step::DropColumn { table: table(), column: Column::new("a", types::parse("int")) };
        for (version, renames, drops) in
            [("3.24.0", false, false), ("3.25.1", true, false), ("3.35.0", true, true), ("4.0.0", true, true)]
        {
            let server = Server::new(version);
            assert_eq!(ddl(&server, &rename).is_ok(), renames, "{version}");
            assert_eq!(ddl(&server, &drop).is_ok(), drops, "{version}");
        }
    }
}
