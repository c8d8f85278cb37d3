//! A [`Statement`] comes in, its SQL goes out: by SeaQuery's builder, and by hand where the builder has no words.

mod build;
mod by_hand;
mod condition;
mod literal;

pub(crate) use literal::Literal;

use super::{Backend, Server};
use crate::model::{Deferrability, ForeignKey, Index, IndexKind, IndexTarget, NullsOrder, Order};
use crate::plan::{CreateTable, Statement};
use sea_orm::sea_query::{
    MysqlQueryBuilder, PostgresQueryBuilder, SchemaStatementBuilder, SqliteQueryBuilder,
};

impl Server {
    /// The SQL of a statement, as the generated migration runs it.
    pub fn sql(&self, statement: &Statement) -> String {
        self.backend().sql(statement)
    }
}

impl Backend {
    /// The SQL of a statement, as the generated migration runs it.
    pub fn sql(self, statement: &Statement) -> String {
        if self.can_build(statement) { build::sql(self, statement) } else { by_hand::sql(self, statement) }
    }

    /// Whether SeaORM runs a migration in a transaction that does not say what it wants.
    #[cfg(feature = "generate")]
    pub(crate) fn has_transactions(self) -> bool {
        match self {
            Self::Postgres => true,
            Self::MySql | Self::Sqlite => false,
        }
    }

    /// Where a migration finds the builder of types.
    #[cfg(feature = "generate")]
    pub(crate) fn type_import(self) -> &'static str {
        match self {
            Self::Postgres | Self::MySql | Self::Sqlite => {
                "sea_orm_migration::prelude::extension::postgres::Type"
            }
        }
    }

    /// Whether SeaQuery's builder can say the statement; where not, it would leave something out, write a name
    /// unquoted, or panic.
    pub(crate) fn can_build(self, statement: &Statement) -> bool {
        match statement {
            Statement::CreateTable(table) => self.can_build_table(table),
            Statement::ModifyColumn { table: _, column: _ } => self != Self::Sqlite,
            Statement::CreateIndex { table, index } | Statement::BuildIndex { table, index } => {
                self.can_build_index(index) && (self == Self::Postgres || table.schema.is_none())
            }
            Statement::DropIndex { table, name: _ } | Statement::RemoveIndex { table, name: _ } => {
                self != Self::MySql || table.schema.is_none()
            }
            Statement::AddForeignKey { table, key } => match self {
                Self::Postgres => can_build_key(key),
                Self::MySql => {
                    can_build_key(key) && table.schema.is_none() && key.references.schema.is_none()
                }
                Self::Sqlite => false,
            },
            Statement::DropForeignKey { table, name: _ } => match self {
                Self::Postgres => true,
                Self::MySql => table.schema.is_none(),
                Self::Sqlite => false,
            },
            Statement::AddColumn { table: _, column: _ }
            | Statement::DropTable(_)
            | Statement::RenameTable { .. }
            | Statement::RenameColumn { .. }
            | Statement::DropColumn { .. } => true,
            Statement::CreateType { .. } | Statement::DropType { .. } | Statement::AddTypeValue { .. } => {
                true
            }
            Statement::Raw(_) => false,
        }
    }

    fn can_build_table(self, table: &CreateTable) -> bool {
        let CreateTable {
            name: _,
            // Without one it forgets the parentheses.
            columns,
            primary_key: _,
            uniques,
            foreign_keys,
            checks: _,
            comment: _,
            extra: _,
        } = table;
        let unique = |index: &Index| self.can_build_index(index) && is_immediate(index);
        let key = |key: &ForeignKey| {
            can_build_key(key)
                && match self {
                    Self::Postgres => true,
                    Self::MySql => key.references.schema.is_none(),
                    // The builder leaves the name of a key out.
                    Self::Sqlite => key.name.is_none(),
                }
        };
        !columns.is_empty() && uniques.iter().all(unique) && foreign_keys.iter().all(key)
    }

    fn can_build_index(self, index: &Index) -> bool {
        index.parts.iter().all(|part| {
            let nulls_by_order = match part.order {
                Order::Ascending => NullsOrder::Last,
                Order::Descending => NullsOrder::First,
            };
            let target = match (&part.target, self) {
                (IndexTarget::Column(_), _) | (IndexTarget::Expr(_), Self::Postgres | Self::MySql) => true,
                (IndexTarget::Expr(_), Self::Sqlite) => false,
            };
            // The builder puts the operator class behind the order, where PostgreSQL has it before.
            let class = part.opclass.is_none() || part.order == Order::Ascending;
            target
                && class
                && part.collation.is_none()
                && (self != Self::Postgres || part.nulls == nulls_by_order)
        })
    }
}

fn can_build_key(key: &ForeignKey) -> bool {
    key.deferrable == Deferrability::NotDeferrable && key.valid && key.options.value().is_empty()
}

fn is_immediate(index: &Index) -> bool {
    match index.kind {
        IndexKind::Plain | IndexKind::Unique | IndexKind::Constraint(Deferrability::NotDeferrable) => true,
        IndexKind::Constraint(Deferrability::InitiallyImmediate | Deferrability::InitiallyDeferred) => false,
    }
}

fn render(backend: Backend, statement: &impl SchemaStatementBuilder) -> String {
    match backend {
        Backend::Postgres => statement.build(PostgresQueryBuilder),
        Backend::MySql => statement.build(MysqlQueryBuilder),
        Backend::Sqlite => statement.build(SqliteQueryBuilder),
    }
}

#[cfg(test)]
mod tests;
