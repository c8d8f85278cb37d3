//! A [`Statement`] comes in, the builder's statement and its SQL go out.

use super::{Literal, render};
use crate::backend::Backend;
use crate::model::{
    Action, Check, Expr, ForeignKey, Generated, Index, IndexKind, IndexTarget, ObjectName, Order, PrimaryKey,
    Storage,
};
use crate::plan::{ColumnCall, CreateTable, Statement};
use sea_orm::ColumnType;
use sea_orm::sea_query::extension::postgres::Type;
use sea_orm::sea_query::{
    self, ColumnDef, ConditionalStatement, ForeignKeyAction, ForeignKeyCreateStatement, IndexColumn,
    IndexCreateStatement, IndexOrder, IndexType, IntoTableRef, PostgresQueryBuilder, Table,
    TableCreateStatement, TableRef, TypeRef,
};

pub(super) fn sql(backend: Backend, statement: &Statement) -> String {
    match statement {
        Statement::CreateTable(table) => render(backend, &create_table(backend, table)),
        Statement::DropTable(name) => render(backend, Table::drop().table(table_ref(name))),
        Statement::RenameTable { from, to } => {
            let to = backend.renamed(to);
            render(backend, Table::rename().table(table_ref(from), table_ref(&to)))
        }
        Statement::AddColumn { table, column } => {
            render(backend, Table::alter().table(table_ref(table)).add_column(column_def(backend, column)))
        }
        Statement::ModifyColumn { table, column } => {
            let mut alter = Table::alter();
            alter.table(table_ref(table));
            for column in backend.modifications(column) {
                alter.modify_column(column_def(backend, &column));
            }
            render(backend, &alter)
        }
        Statement::RenameColumn { table, from, to } => {
            render(backend, Table::alter().table(table_ref(table)).rename_column(from.clone(), to.clone()))
        }
        Statement::DropColumn { table, column } => {
            render(backend, Table::alter().table(table_ref(table)).drop_column(column.clone()))
        }
        Statement::CreateIndex { table, index: definition } => {
            render(backend, index(backend, definition).table(table_ref(table)))
        }
        Statement::DropIndex { table, name } => {
            render(backend, sea_query::Index::drop().name(backend.bare(name)).table(table_ref(table)))
        }
        Statement::BuildIndex { table, index: definition } => {
            let mut index = index(backend, definition);
            render(backend, index.table(table_ref(table)).concurrently().if_not_exists())
        }
        Statement::RemoveIndex { table, name } => {
            let mut drop = sea_query::Index::drop();
            let drop = drop.name(backend.bare(name)).table(table_ref(table));
            render(backend, drop.concurrently().if_exists())
        }
        Statement::AddForeignKey { table, key } => {
            render(backend, foreign_key(backend, key).from_tbl(table_ref(table)))
        }
        Statement::DropForeignKey { table, name } => {
            render(backend, sea_query::ForeignKey::drop().name(backend.bare(name)).table(table_ref(table)))
        }
        Statement::CreateType { name, values } => {
            Type::create().as_enum(type_ref(name)).values(values.clone()).to_string(PostgresQueryBuilder)
        }
        Statement::DropType { name } => Type::drop().name(type_ref(name)).to_string(PostgresQueryBuilder),
        Statement::AddTypeValue { name, value, before } => {
            let mut alter = Type::alter().name(type_ref(name)).add_value(value.clone());
            if let Some(before) = before {
                alter = alter.before(before.clone());
            }
            alter.to_string(PostgresQueryBuilder)
        }
        Statement::Raw(sql) => sql.clone(),
    }
}

impl Backend {
    /// A name of an index or a constraint for the builder, which writes it between quotes as it stands.
    pub(crate) fn bare(self, name: &str) -> String {
        match self {
            Self::Postgres | Self::Sqlite => name.replace('"', "\"\""),
            Self::MySql => name.replace('`', "``"),
        }
    }

    /// The new name of a table: PostgreSQL and SQLite rename within the schema, and take no other name.
    pub(crate) fn renamed(self, to: &ObjectName) -> ObjectName {
        match self {
            Self::Postgres | Self::Sqlite => ObjectName::new(to.name.clone()),
            Self::MySql => to.clone(),
        }
    }

    /// A change of a column as the builder can write it: it puts `USING` behind all other changes, where it
    /// belongs to the type, so on PostgreSQL the type comes alone.
    pub(crate) fn modifications(self, column: &ColumnCall) -> Vec<ColumnCall> {
        if self != Self::Postgres || column.using.is_none() {
            return vec![column.clone()];
        }
        let conversion = ColumnCall {
            ty: column.ty.clone(),
            using: column.using.clone(),
            ..ColumnCall::new(&column.name)
        };
        let rest = ColumnCall { ty: None, using: None, ..column.clone() };
        if rest == ColumnCall::new(&column.name) { vec![conversion] } else { vec![conversion, rest] }
    }

    /// A type as the builder can write it: it leaves an enum's name bare on PostgreSQL, and its labels on MySQL.
    pub(crate) fn built_type(self, ty: &ColumnType) -> ColumnType {
        let ColumnType::Enum { name, variants } = ty else { return ty.clone() };
        let name = name.to_string();
        match self {
            Self::Postgres if !is_plain(&name) => ColumnType::custom(format!("\"{}\"", self.bare(&name))),
            Self::MySql if variants.iter().any(|label| label.to_string().contains(['\'', '\\'])) => {
                let label =
                    |label: &sea_query::DynIden| label.to_string().replace('\\', "\\\\").replace('\'', "''");
                let labels: Vec<_> = variants.iter().map(|name| format!("'{}'", label(name))).collect();
                ColumnType::custom(format!("enum({})", labels.join(", ")))
            }
            Self::Postgres | Self::MySql | Self::Sqlite => ty.clone(),
        }
    }
}

/// Whether a name needs no quotes, keywords aside.
fn is_plain(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
        && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_')
}

pub(super) fn table_ref(name: &ObjectName) -> TableRef {
    match &name.schema {
        Some(schema) => (schema.clone(), name.name.clone()).into_table_ref(),
        None => name.name.clone().into_table_ref(),
    }
}

fn type_ref(name: &ObjectName) -> TypeRef {
    match &name.schema {
        Some(schema) => (schema.clone(), name.name.clone()).into(),
        None => name.name.clone().into(),
    }
}

pub(super) fn create_table(backend: Backend, table: &CreateTable) -> TableCreateStatement {
    let CreateTable { name, columns, primary_key, uniques, foreign_keys, checks, comment, extra } = table;
    let mut create = Table::create();
    create.table(table_ref(name));
    for column in columns {
        create.col(column_def(backend, column));
    }
    if let Some(PrimaryKey { name, columns }) = primary_key {
        let mut key = sea_query::Index::create();
        if let Some(name) = name {
            key.name(backend.bare(name));
        }
        for column in columns {
            key.col(column.clone());
        }
        create.primary_key(&mut key);
    }
    for unique in uniques {
        create.index(&mut index(backend, unique));
    }
    for key in foreign_keys {
        create.foreign_key(&mut foreign_key(backend, key));
    }
    for definition in checks {
        create.check(check(definition));
    }
    if let Some(comment) = comment {
        create.comment(comment);
    }
    if let Some(extra) = extra {
        create.extra(extra);
    }
    create
}

pub(super) fn column_def(backend: Backend, column: &ColumnCall) -> ColumnDef {
    let ColumnCall {
        name,
        ty,
        not_null,
        default,
        auto_increment,
        primary_key,
        unique,
        check: checked,
        generated,
        using,
        comment,
        extra,
    } = column;
    let mut def = match ty {
        Some(ty) => ColumnDef::new_with_type(name.clone(), backend.built_type(ty)),
        None => ColumnDef::new(name.clone()),
    };
    match not_null {
        Some(true) => def.not_null(),
        Some(false) => def.null(),
        None => &mut def,
    };
    if let Some(default) = default {
        def.default(Literal::read(backend, default, ty.as_ref()).expr());
    }
    if *auto_increment {
        def.auto_increment();
    }
    if *primary_key {
        def.primary_key();
    }
    if *unique {
        def.unique_key();
    }
    if let Some(checked) = checked {
        def.check(check(checked));
    }
    if let Some(Generated { expr, storage }) = generated {
        def.generated(custom(expr), *storage == Storage::Stored);
    }
    if let Some(using) = using {
        def.using(custom(using));
    }
    if let Some(comment) = comment {
        def.comment(comment);
    }
    if let Some(extra) = extra {
        def.extra(extra);
    }
    def
}

fn custom(expr: &Expr) -> sea_query::Expr {
    sea_query::Expr::cust(expr.as_str().to_owned())
}

fn check(check: &Check) -> sea_query::Check {
    let Check { name, expr, valid: _, options: _, origin: _ } = check;
    match name {
        Some(name) => sea_query::Check::named(name.clone(), custom(expr)),
        None => sea_query::Check::unnamed(custom(expr)),
    }
}

fn index(backend: Backend, index: &Index) -> IndexCreateStatement {
    let Index { name, kind, method, parts, include, predicate, nulls_not_distinct, valid: _, origin: _ } =
        index;
    let mut create = sea_query::Index::create();
    if let Some(name) = name {
        create.name(backend.bare(name));
    }
    match kind {
        IndexKind::Plain => {}
        IndexKind::Unique | IndexKind::Constraint(_) => {
            create.unique();
        }
    }
    if let Some(method) = index_type(method) {
        create.index_type(method);
    }
    for part in parts {
        let column = match (&part.target, part.prefix, part.order) {
            (IndexTarget::Column(name), None, Order::Ascending) => IndexColumn::from(name.clone()),
            (IndexTarget::Column(name), None, Order::Descending) => (name.clone(), IndexOrder::Desc).into(),
            (IndexTarget::Column(name), Some(prefix), Order::Ascending) => (name.clone(), prefix).into(),
            (IndexTarget::Column(name), Some(prefix), Order::Descending) => {
                (name.clone(), prefix, IndexOrder::Desc).into()
            }
            (IndexTarget::Expr(expr), _, Order::Ascending) => custom(expr).into(),
            (IndexTarget::Expr(expr), _, Order::Descending) => (custom(expr), IndexOrder::Desc).into(),
        };
        create.col(match &part.opclass {
            Some(opclass) => column.with_operator_class(opclass.clone()),
            None => column,
        });
    }
    for column in include {
        create.include(column.clone());
    }
    if let Some(predicate) = predicate {
        create.and_where(custom(predicate));
    }
    if *nulls_not_distinct {
        create.nulls_not_distinct();
    }
    create
}

/// The method to name, which is none for the usual one.
fn index_type(method: &str) -> Option<IndexType> {
    match method {
        "btree" => None,
        "hash" => Some(IndexType::Hash),
        "fulltext" => Some(IndexType::FullText),
        other => Some(IndexType::Custom(other.to_owned().into())),
    }
}

fn foreign_key(backend: Backend, key: &ForeignKey) -> ForeignKeyCreateStatement {
    let ForeignKey {
        name,
        columns,
        references,
        referenced_columns,
        on_delete,
        on_update,
        deferrable: _,
        valid: _,
        options: _,
        origin: _,
    } = key;
    let mut create = sea_query::ForeignKey::create();
    if let Some(name) = name {
        create.name(backend.bare(name));
    }
    for column in columns {
        create.from_col(column.clone());
    }
    create.to_tbl(table_ref(references));
    for column in referenced_columns {
        create.to_col(column.clone());
    }
    if let Some(action) = action(*on_delete.value()) {
        create.on_delete(action);
    }
    if let Some(action) = action(*on_update.value()) {
        create.on_update(action);
    }
    create
}

/// The action to name, which is none for the usual one.
fn action(action: Action) -> Option<ForeignKeyAction> {
    match action {
        Action::NoAction => None,
        Action::Restrict => Some(ForeignKeyAction::Restrict),
        Action::Cascade => Some(ForeignKeyAction::Cascade),
        Action::SetNull => Some(ForeignKeyAction::SetNull),
        Action::SetDefault => Some(ForeignKeyAction::SetDefault),
    }
}
