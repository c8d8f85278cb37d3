//! A [`Statement`] that the builder has no words for comes in, its SQL goes out.

use super::build;
use crate::backend::{Backend, sqlite};
use crate::model::{
    Action, Deferrability, ForeignKey, Index, IndexKind, IndexPart, IndexTarget, NullsOrder, ObjectName,
    Order, PrimaryKey,
};
use crate::plan::{CreateTable, Statement};
use sea_orm::sea_query::{MysqlQueryBuilder, PostgresQueryBuilder, SqliteQueryBuilder, TableBuilder};

pub(super) fn sql(backend: Backend, statement: &Statement) -> String {
    match statement {
        Statement::CreateTable(table) => create_table(backend, table),
        Statement::CreateIndex { table, index } => create_index(backend, table, "", index),
        Statement::BuildIndex { table, index } => {
            create_index(backend, table, " CONCURRENTLY IF NOT EXISTS", index)
        }
        Statement::DropIndex { table, name } => {
            format!("DROP INDEX {} ON {}", backend.quoted(name), backend.qualified(table))
        }
        Statement::AddForeignKey { table, key } => {
            format!("ALTER TABLE {} ADD {}", backend.qualified(table), foreign_key(backend, key))
        }
        Statement::DropForeignKey { table, name } => {
            let what = if backend == Backend::MySql { "FOREIGN KEY" } else { "CONSTRAINT" };
            format!("ALTER TABLE {} DROP {what} {}", backend.qualified(table), backend.quoted(name))
        }
        // SQLite has no such statement: the words of the standard, which it rejects.
        Statement::ModifyColumn { .. } => build::sql(Backend::Postgres, statement),
        Statement::Raw(sql) => sql.clone(),
        Statement::DropTable(_)
        | Statement::RenameTable { .. }
        | Statement::AddColumn { .. }
        | Statement::RenameColumn { .. }
        | Statement::DropColumn { .. }
        | Statement::RemoveIndex { .. }
        | Statement::CreateType { .. }
        | Statement::DropType { .. }
        | Statement::AddTypeValue { .. } => build::sql(backend, statement),
    }
}

impl Backend {
    /// A name as SQL.
    pub(crate) fn quoted(self, name: &str) -> String {
        let quote = if self == Self::MySql { '`' } else { '"' };
        format!("{quote}{}{quote}", self.bare(name))
    }

    /// The name of an object as SQL, with its schema.
    fn qualified(self, name: &ObjectName) -> String {
        match &name.schema {
            Some(schema) => format!("{}.{}", self.quoted(schema), self.quoted(&name.name)),
            None => self.quoted(&name.name),
        }
    }

    fn list(self, names: &[String]) -> String {
        names.iter().map(|name| self.quoted(name)).collect::<Vec<_>>().join(", ")
    }

    fn constraint(self, name: Option<&String>) -> String {
        name.map(|name| format!("CONSTRAINT {} ", self.quoted(name))).unwrap_or_default()
    }
}

fn create_table(backend: Backend, table: &CreateTable) -> String {
    let CreateTable { name, columns, primary_key, uniques, foreign_keys, checks, comment: _, extra } = table;
    let mut lines: Vec<String> = Vec::new();
    for column in columns {
        let def = build::column_def(backend, column);
        let mut line = String::new();
        match backend {
            Backend::Postgres => PostgresQueryBuilder.prepare_column_def(&def, &mut line),
            Backend::MySql => MysqlQueryBuilder.prepare_column_def(&def, &mut line),
            Backend::Sqlite => SqliteQueryBuilder.prepare_column_def(&def, &mut line),
        }
        lines.push(line);
    }
    if let Some(PrimaryKey { name, columns }) = primary_key {
        lines.push(format!("{}PRIMARY KEY ({})", backend.constraint(name.as_ref()), backend.list(columns)));
    }
    for unique in uniques {
        let name = backend.constraint(unique.name.as_ref());
        lines.push(format!(
            "{name}UNIQUE ({}){}",
            parts(backend, &unique.parts),
            deferrable_index(unique.kind)
        ));
    }
    lines.extend(foreign_keys.iter().map(|key| foreign_key(backend, key)));
    for check in checks {
        lines.push(format!("{}CHECK ({})", backend.constraint(check.name.as_ref()), check.expr));
    }
    let extra = extra.as_ref().map(|extra| format!(" {extra}")).unwrap_or_default();
    format!("CREATE TABLE {} ( {} ){extra}", backend.qualified(name), lines.join(", "))
}

/// `how` stands behind `INDEX`.
fn create_index(backend: Backend, table: &ObjectName, how: &str, index: &Index) -> String {
    let Index {
        name,
        kind,
        method,
        parts: over,
        include,
        predicate,
        nulls_not_distinct,
        valid: _,
        origin: _,
    } = index;
    let unique = match kind {
        IndexKind::Plain => "",
        IndexKind::Unique | IndexKind::Constraint(_) => "UNIQUE ",
    };
    let mut sql = format!(
        "CREATE {unique}INDEX{how} {} ON {}",
        name.as_ref().map(|name| backend.quoted(name)).unwrap_or_default(),
        backend.qualified(table),
    );
    if backend == Backend::Postgres && method != "btree" {
        sql += &format!(" USING {method}");
    }
    sql += &format!(" ({})", parts(backend, over));
    if !include.is_empty() {
        sql += &format!(" INCLUDE ({})", backend.list(include));
    }
    if *nulls_not_distinct {
        sql += " NULLS NOT DISTINCT";
    }
    if let Some(predicate) = predicate {
        sql += &format!(" WHERE {predicate}");
    }
    sql
}

fn parts(backend: Backend, parts: &[IndexPart]) -> String {
    parts.iter().map(|each| part(backend, each)).collect::<Vec<_>>().join(", ")
}

fn part(backend: Backend, part: &IndexPart) -> String {
    let IndexPart { target, order, nulls, opclass, collation, prefix } = part;
    let mut sql = match target {
        IndexTarget::Column(name) => backend.quoted(name),
        IndexTarget::Expr(expr) if backend == Backend::Sqlite => sqlite::index_part(expr),
        IndexTarget::Expr(expr) => format!("({expr})"),
    };
    if let Some(prefix) = prefix {
        sql += &format!("({prefix})");
    }
    if let Some(collation) = collation {
        sql += &format!(" COLLATE {}", backend.quoted(collation));
    }
    if let Some(opclass) = opclass {
        sql += &format!(" {opclass}");
    }
    sql += match order {
        Order::Ascending => "",
        Order::Descending => " DESC",
    };
    if backend == Backend::Postgres {
        sql += match (order, nulls) {
            (Order::Ascending, NullsOrder::Last) | (Order::Descending, NullsOrder::First) => "",
            (Order::Ascending, NullsOrder::First) => " NULLS FIRST",
            (Order::Descending, NullsOrder::Last) => " NULLS LAST",
        };
    }
    sql
}

fn foreign_key(backend: Backend, key: &ForeignKey) -> String {
    let ForeignKey {
        name,
        columns,
        references,
        referenced_columns,
        on_delete,
        on_update,
        deferrable: when,
        valid,
        options,
        origin: _,
    } = key;
    let mut sql = format!(
        "{}FOREIGN KEY ({}) REFERENCES {} ({})",
        backend.constraint(name.as_ref()),
        backend.list(columns),
        backend.qualified(references),
        backend.list(referenced_columns),
    );
    if options.value().contains_key("MATCH FULL") {
        sql += " MATCH FULL";
    }
    if let Some(action) = action(*on_delete.value()) {
        let set = options.value().get("SET").map(|columns| format!(" ({columns})")).unwrap_or_default();
        sql += &format!(" ON DELETE {action}{set}");
    }
    if let Some(action) = action(*on_update.value()) {
        sql += &format!(" ON UPDATE {action}");
    }
    sql += deferrable(*when);
    if backend == Backend::Postgres && !valid {
        sql += " NOT VALID";
    }
    sql
}

fn action(action: Action) -> Option<&'static str> {
    match action {
        Action::NoAction => None,
        Action::Restrict => Some("RESTRICT"),
        Action::Cascade => Some("CASCADE"),
        Action::SetNull => Some("SET NULL"),
        Action::SetDefault => Some("SET DEFAULT"),
    }
}

fn deferrable_index(kind: IndexKind) -> &'static str {
    match kind {
        IndexKind::Plain | IndexKind::Unique => "",
        IndexKind::Constraint(when) => deferrable(when),
    }
}

fn deferrable(when: Deferrability) -> &'static str {
    match when {
        Deferrability::NotDeferrable => "",
        Deferrability::InitiallyImmediate => " DEFERRABLE INITIALLY IMMEDIATE",
        Deferrability::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
    }
}
