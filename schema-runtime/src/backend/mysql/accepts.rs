//! A Rust type in, the names of all column types out that its values can be written to and read from.

use super::Server;
use super::server::Flavour;
use super::types::TEXTS;
use sea_orm::ColumnType;

const BYTES: [&str; 6] = ["binary", "varbinary", "tinyblob", "blob", "mediumblob", "longblob"];
/// By size.
const INTEGERS: [&str; 5] = ["tinyint", "smallint", "mediumint", "int", "bigint"];

impl Server {
    /// As sqlx decodes them (it tells signed from unsigned, and `datetime` from `timestamp` for a time without a
    /// zone); an integer also needs the room for every value of its Rust type.
    pub(super) fn accepted(&self, rust_type: &ColumnType) -> Vec<String> {
        match rust_type {
            ColumnType::Boolean => [integers(0, ""), integers(0, " unsigned"), names(&["bit"])].concat(),
            ColumnType::TinyInteger => integers(0, ""),
            ColumnType::SmallInteger => integers(1, ""),
            ColumnType::Integer => integers(3, ""),
            ColumnType::BigInteger => integers(4, ""),
            ColumnType::TinyUnsigned => integers(0, " unsigned"),
            ColumnType::SmallUnsigned => integers(1, " unsigned"),
            ColumnType::Unsigned => integers(3, " unsigned"),
            ColumnType::BigUnsigned => integers(4, " unsigned"),
            ColumnType::Float => names(&["float", "double", "float unsigned", "double unsigned"]),
            ColumnType::Double => names(&["double", "double unsigned"]),
            ColumnType::Decimal(_) | ColumnType::Money(_) => names(&["decimal", "decimal unsigned"]),
            ColumnType::Char(_) | ColumnType::String(_) | ColumnType::Text | ColumnType::Enum { .. } => {
                // MariaDB keeps JSON as text, and sends its own types as text.
                let more = match self.flavour {
                    Flavour::MariaDb => names(&["json", "uuid", "inet4", "inet6"]),
                    Flavour::MySql => Vec::new(),
                };
                // SeaORM reads text as bytes, so it comes back from a column of bytes too, but from one that pads.
                [names(&TEXTS), names(&BYTES[1..]), more].concat()
            }
            ColumnType::Blob | ColumnType::Binary(_) | ColumnType::VarBinary(_) => names(&BYTES),
            ColumnType::Uuid => match self.flavour {
                // MariaDB takes the 16 bytes for its own type.
                Flavour::MariaDb => [names(&BYTES), names(&["uuid"])].concat(),
                Flavour::MySql => names(&BYTES),
            },
            ColumnType::Json | ColumnType::JsonBinary => [names(&["json"]), names(&TEXTS[..6])].concat(),
            ColumnType::Date => names(&["date"]),
            ColumnType::Time => names(&["time"]),
            ColumnType::DateTime => names(&["datetime"]),
            ColumnType::Timestamp | ColumnType::TimestampWithTimeZone => names(&["timestamp", "datetime"]),
            ColumnType::Year => names(&["year"]),
            // No Rust type of SeaORM's is one of these, or there is none for this database.
            _ => Vec::new(),
        }
    }
}

/// The integers from this size on.
fn integers(from: usize, sign: &str) -> Vec<String> {
    INTEGERS[from..].iter().map(|name| format!("{name}{sign}")).collect()
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}
