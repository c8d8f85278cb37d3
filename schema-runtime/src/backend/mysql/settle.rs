//! The last word on a table: what MySQL does not tell apart is made equal, on both sides.

use super::Server;
#[cfg(feature = "generate")]
use super::change::in_definition;
use super::default::now;
use super::server::Timestamps;
use crate::model::{
    Action, Column, Deferrability, Expr, ForeignKey, Index, IndexKind, IndexTarget, NullsOrder, Order,
    Promise, Table,
};

/// The length that an identifier may have.
const NAME_LENGTH: usize = 64;

/// A check that goes, goes from the definition of its column too.
#[cfg(feature = "generate")]
pub(in crate::backend) fn forget_checks(table: &mut Table) {
    let checks: Vec<_> = table.checks.iter().filter(|check| check.name.is_none()).collect();
    for column in &mut table.columns {
        let Some(words) = column.extra.take() else { continue };
        let at = words.find("CHECK (").unwrap_or(words.len());
        let stays = checks.iter().any(|check| in_definition(&check.expr) == words[at..]);
        let words = if stays { words.as_str() } else { words[..at].trim_end() };
        column.extra = (!words.is_empty()).then(|| words.to_owned());
    }
}

pub(super) fn settle(server: &Server, table: &mut Table) {
    table.name = server.folded(table.name.clone());
    for key in &mut table.foreign_keys {
        key.references = server.folded(key.references.clone());
    }
    if let Some(key) = &mut table.primary_key {
        // Whatever it was named, the server calls it PRIMARY.
        key.name = None;
    }
    let collation = server.collation_of(&table.name).to_owned();
    for column in &mut table.columns {
        self::column(server, &collation, column);
    }
    if server.timestamps == Timestamps::Implicit {
        implicit_timestamp(table);
    }
    for key in &mut table.foreign_keys {
        foreign_key(&table.name.name, key);
    }
    checks(table);
    let columns = std::mem::take(&mut table.columns);
    for index in &mut table.indexes {
        self::index(index, &columns);
    }
    table.columns = columns;
    table.indexes.sort_by(|a, b| a.name.cmp(&b.name));
}

fn column(server: &Server, table_collation: &str, column: &mut Column) {
    // MariaDB has no word for a generated column that is not null.
    if column.generated.is_some() && server.is_mariadb() {
        column.nullable = true;
    }
    if column.default.value().as_ref().is_some_and(|default| default.as_str().eq_ignore_ascii_case("NULL")) {
        *column.default.value_mut() = None;
    }
    if let Some(collation) = column.collation.value_mut() {
        *collation = server.collation_name(collation);
    }
    if column.collation.value().as_deref() == Some(table_collation) {
        *column.collation.value_mut() = None;
    }
    if let Some(expr) = column.on_update.value_mut()
        && let Some(now) = now(expr.as_str())
    {
        *expr = Expr::new(now);
    }
}

/// The first `timestamp` that is not null and says nothing of its default.
fn implicit_timestamp(table: &mut Table) {
    let first = table.columns.iter_mut().find(|column| column.ty.value().name == "timestamp");
    if let Some(column) = first
        && !column.nullable
        && (&column.default, &column.on_update) == (&Promise::Open(None), &Promise::Open(None))
    {
        let precision = column.ty.value().arguments.first();
        let now =
            precision.map_or("CURRENT_TIMESTAMP".to_owned(), |digits| format!("CURRENT_TIMESTAMP({digits})"));
        column.default = Promise::Open(Some(Expr::new(&now)));
        column.on_update = Promise::Open(Some(Expr::new(now)));
    }
}

fn foreign_key(table: &str, key: &mut ForeignKey) {
    for action in [&mut key.on_delete, &mut key.on_update] {
        // InnoDB treats the two alike.
        if *action.value() == Action::Restrict {
            *action.value_mut() = Action::NoAction;
        }
    }
    let name = key.name.take().unwrap_or_else(|| format!("fk-{table}-{}", key.columns.join("-")));
    key.name = Some(shortened(name));
}

/// A declared check gets a name; a live one without has its place in its column's definition.
fn checks(table: &mut Table) {
    let name = &table.name.name;
    for (at, check) in table.checks.iter_mut().enumerate() {
        if check.name.is_none() && check.origin.is_some() {
            check.name = Some(format!("chk-{name}-{}", at + 1));
        }
        check.name = check.name.take().map(shortened);
    }
}

fn index(index: &mut Index, columns: &[Column]) {
    // A unique constraint is a unique index.
    if index.kind == IndexKind::Constraint(Deferrability::NotDeferrable) {
        index.kind = IndexKind::Unique;
    }
    // InnoDB takes `USING HASH` and makes a B-tree; MariaDB names a long unique text so.
    if index.method.eq_ignore_ascii_case("hash") {
        index.method = "btree".to_owned();
    }
    for part in &mut index.parts {
        // Nobody can choose, so it is written as nowhere in particular.
        part.nulls = match part.order {
            Order::Ascending => NullsOrder::Last,
            Order::Descending => NullsOrder::First,
        };
        if let IndexTarget::Column(name) = &part.target
            && columns.iter().any(|column| column.name == *name && is_whole(column, part.prefix))
        {
            part.prefix = None;
        }
    }
    if index.name.is_none() {
        // The server names it for its first column.
        index.name = index.parts.first().map(|part| match &part.target {
            IndexTarget::Column(name) => name.clone(),
            IndexTarget::Expr(_) => "functional_index".to_owned(),
        });
    }
    index.name = index.name.take().map(shortened);
}

/// Whether a prefix is one that MariaDB chose itself: as many characters as 3072 bytes hold.
fn is_whole(column: &Column, prefix: Option<u32>) -> bool {
    let unlimited = column.ty.value().name.ends_with("text") || column.ty.value().name.ends_with("blob");
    unlimited && matches!(prefix, Some(768 | 1024 | 3072))
}

/// A name that fits; a longer one ends in a number made of the whole, so that two stay two.
fn shortened(name: String) -> String {
    if name.chars().count() <= NAME_LENGTH {
        return name;
    }
    // FNV-1a: the same on every machine and in every version.
    let hash =
        name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    let kept: String = name.chars().take(NAME_LENGTH - 9).collect();
    format!("{kept}-{hash:08x}")
}

impl Server {
    /// A collation as this server names it: `utf8` became `utf8mb3`, and MariaDB leaves the character set of its
    /// newer ones out.
    pub(super) fn collation_name(&self, name: &str) -> String {
        let name = name.to_ascii_lowercase();
        let says_utf8mb3 = self.is_at_least((10, 6, 0), (8, 0, 30));
        match (name.strip_prefix("utf8_"), name.strip_prefix("utf8mb3_")) {
            (Some(rest), _) if says_utf8mb3 => format!("utf8mb3_{rest}"),
            (_, Some(rest)) if !says_utf8mb3 => format!("utf8_{rest}"),
            _ if name.starts_with("uca1400_") => {
                let set = self.collation.split('_').next().unwrap_or("utf8mb4");
                format!("{set}_{name}")
            }
            _ => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::backend::mysql::server::Case;
    use crate::model::{ObjectName, SqlType};

    fn settled(server: &Server, columns: Vec<Column>) -> Table {
        let mut table = Table { columns, ..Table::new(ObjectName::new("Assets")) };
        settle(server, &mut table);
        table
    }

    /// T39.
    #[test]
    fn letters_are_told_apart_only_where_the_server_does() {
        let server = Server::mariadb();
        assert_eq!(settled(&server, vec![]).name, ObjectName::new("Assets"));
        let server = Server { case: Case::Insensitive, ..server };
        assert_eq!(settled(&server, vec![]).name, ObjectName::new("assets"));
    }

    /// T9.
    #[test]
    fn a_timestamp_says_what_an_old_setting_would_make_of_it() {
        let stamp = || Column {
            nullable: false,
            default: Promise::Open(None),
            on_update: Promise::Open(None),
            ..Column::new("at", SqlType::new("timestamp").with([3]))
        };
        let server = Server { timestamps: Timestamps::Implicit, ..Server::mysql() };
        let table = settled(&server, vec![stamp(), stamp()]);
        let now = Promise::Open(Some(Expr::new("CURRENT_TIMESTAMP(3)")));
        assert_eq!((&table.columns[0].default, &table.columns[0].on_update), (&now, &now));
        assert_eq!(table.columns[1], stamp());
        assert_eq!(settled(&Server::mysql(), vec![stamp()]).columns, [stamp()]);
    }

    /// T38.
    #[test]
    fn long_names_are_shortened_to_different_ones() {
        let name = |end| shortened(format!("fk-{}{end}", "é".repeat(70)));
        assert_eq!(name('a').chars().count(), 64);
        assert_ne!(name('a'), name('b'));
        assert_eq!(shortened("é".repeat(64)), "é".repeat(64));
    }

    /// T19, T20, T48.
    #[test]
    fn collations_have_the_name_that_the_server_uses() {
        let new = Server::mysql();
        let old = Server { version: (8, 0, 27), ..Server::mysql() };
        assert_eq!(new.collation_name("UTF8_general_ci"), "utf8mb3_general_ci");
        assert_eq!(old.collation_name("utf8mb3_bin"), "utf8_bin");
        assert_eq!(Server::mariadb().collation_name("uca1400_ai_ci"), "utf8mb4_uca1400_ai_ci");
    }
}
