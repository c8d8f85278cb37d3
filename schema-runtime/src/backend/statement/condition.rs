//! What a migration looks at before and while it acts comes in, the query that tells it goes out.

use crate::backend::Backend;
#[cfg(feature = "generate")]
use crate::plan::Condition;

impl Backend {
    /// A query that gives a row where the default schema has the table.
    pub(in crate::backend) fn table(self, table: &str) -> String {
        let table = self.text(table);
        match self {
            Self::Postgres | Self::MySql => format!(
                "SELECT 1 FROM information_schema.tables WHERE table_schema = {} AND table_name = {table}",
                self.here()
            ),
            Self::Sqlite => format!("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = {table}"),
        }
    }

    fn text(self, text: &str) -> String {
        let quoted = text.replace('\'', "''");
        match self {
            Self::Postgres | Self::Sqlite => format!("'{quoted}'"),
            Self::MySql => format!("'{}'", quoted.replace('\\', "\\\\")),
        }
    }

    /// The default schema.
    fn here(self) -> &'static str {
        match self {
            Self::Postgres | Self::Sqlite => "CURRENT_SCHEMA()",
            Self::MySql => "DATABASE()",
        }
    }
}

#[cfg(feature = "generate")]
impl Backend {
    /// A query, and whether it gives a row where the condition holds.
    pub(crate) fn query(self, condition: &Condition) -> (bool, String) {
        match condition {
            Condition::HasTable(table) => (true, self.table(table)),
            Condition::LacksTable(table) => (false, self.table(table)),
            Condition::HasColumn { table, column } => (true, self.column(table, column)),
            Condition::LacksColumn { table, column } => (false, self.column(table, column)),
            Condition::HasIndex { table, index } => (true, self.index(table, index)),
            Condition::LacksIndex { table, index } => (false, self.index(table, index)),
            Condition::Finds(query) => (true, query.clone()),
            Condition::FindsNone(query) => (false, query.clone()),
        }
    }

    /// A query for the statements that created the triggers of a table, in their order, where only SQLite asks.
    pub(crate) fn triggers(self, table: &str) -> String {
        format!(
            "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND tbl_name = {} COLLATE NOCASE ORDER BY rowid",
            self.text(table)
        )
    }

    fn column(self, table: &str, column: &str) -> String {
        let (table, column) = (self.text(table), self.text(column));
        match self {
            Self::Postgres | Self::MySql => format!(
                "SELECT 1 FROM information_schema.columns \
                 WHERE table_schema = {} AND table_name = {table} AND column_name = {column}",
                self.here()
            ),
            Self::Sqlite => format!("SELECT 1 FROM pragma_table_xinfo({table}) WHERE name = {column}"),
        }
    }

    fn index(self, table: &str, index: &str) -> String {
        let (table, index) = (self.text(table), self.text(index));
        match self {
            Self::Postgres => format!(
                "SELECT 1 FROM pg_indexes \
                 WHERE schemaname = CURRENT_SCHEMA() AND tablename = {table} AND indexname = {index}"
            ),
            Self::MySql => format!(
                "SELECT 1 FROM information_schema.statistics \
                 WHERE table_schema = DATABASE() AND table_name = {table} AND index_name = {index}"
            ),
            Self::Sqlite => format!("SELECT 1 FROM pragma_index_list({table}) WHERE name = {index}"),
        }
    }
}
