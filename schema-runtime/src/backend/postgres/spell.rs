//! What an entity says comes in, PostgreSQL's words go out.

use super::sql_type;
use crate::backend::spell::Words;
use crate::descriptor::IdentityDescriptor;
use crate::model::{
    Column, EnumType, Expr, Identity, Index, IndexKind, IndexTarget, NullsOrder, ObjectName, Order,
    PrimaryKey, SqlType, Table,
};
use sea_orm::sea_query::{PostgresQueryBuilder, Query, StringLen};
use sea_orm::{ColumnType, sea_query};
use std::collections::BTreeSet;

/// Names are cut after so many bytes.
pub(super) const NAME_BYTES: usize = 63;

/// What must be known of the server.
#[derive(Debug, Clone)]
pub struct Server {
    /// `server_version_num`: 150018 is 15.18.
    pub(super) version: u32,
    /// The schemas in which a name without one is looked up; the first is the default one.
    search_path: Vec<String>,
    /// The schemas that are named, other than the default one.
    named: BTreeSet<String>,
}

impl Server {
    pub(super) fn new(version: u32, search_path: Vec<String>, schemas: &BTreeSet<String>) -> Self {
        let mut named = schemas.clone();
        if let Some(default) = search_path.first() {
            named.remove(default);
        }
        Self { version, search_path, named }
    }

    #[cfg(feature = "lint")]
    pub(in crate::backend) fn unasked() -> Self {
        Self::new(15_0000, vec!["public".to_owned()], &BTreeSet::new())
    }

    /// The schema that a table's name has to show.
    pub(super) fn table_schema<'a>(&self, schema: &'a str) -> Option<&'a str> {
        self.type_schema(schema).or_else(|| self.named.contains(schema).then_some(schema))
    }

    /// The schema that a type's name has to show.
    pub(super) fn type_schema<'a>(&self, schema: &'a str) -> Option<&'a str> {
        (schema != "pg_catalog" && !self.search_path.iter().any(|known| known == schema)).then_some(schema)
    }

    /// The first of the schemas in which a name without one is looked up.
    pub(in crate::backend) fn default_schema(&self) -> Option<&str> {
        self.search_path.first().map(String::as_str)
    }

    /// The schemas in which a name without one is looked up, without the server's own.
    #[cfg(feature = "generate")]
    pub(super) fn search_path(&self) -> impl Iterator<Item = &str> {
        self.search_path.iter().map(String::as_str).filter(|schema| !schema.starts_with("pg_"))
    }

    /// Where a schema stands in the search path.
    pub(super) fn path_position(&self, schema: &str) -> usize {
        self.search_path.iter().position(|known| known == schema).unwrap_or(usize::MAX)
    }
}

impl Words for Server {
    const NAME: &'static str = "PostgreSQL";

    fn column_type(&self, ty: &ColumnType) -> Result<SqlType, String> {
        Ok(match ty {
            ColumnType::Char(length) => SqlType::new("character").with([length.unwrap_or(1)]),
            ColumnType::String(StringLen::N(length)) => SqlType::new("character varying").with([length]),
            ColumnType::String(StringLen::None | StringLen::Max) => SqlType::new("character varying"),
            ColumnType::Text => SqlType::new("text"),
            ColumnType::TinyInteger | ColumnType::SmallInteger | ColumnType::TinyUnsigned => {
                SqlType::new("smallint")
            }
            ColumnType::Integer | ColumnType::SmallUnsigned => SqlType::new("integer"),
            ColumnType::BigInteger | ColumnType::Unsigned | ColumnType::BigUnsigned => SqlType::new("bigint"),
            ColumnType::Float => SqlType::new("real"),
            ColumnType::Double => SqlType::new("double precision"),
            ColumnType::Decimal(None) => SqlType::new("numeric"),
            ColumnType::Decimal(Some((precision, scale))) => SqlType::new("numeric").with([precision, scale]),
            ColumnType::DateTime | ColumnType::Timestamp => SqlType::new("timestamp without time zone"),
            ColumnType::TimestampWithTimeZone => SqlType::new("timestamp with time zone"),
            ColumnType::Time => SqlType::new("time without time zone"),
            ColumnType::Date => SqlType::new("date"),
            ColumnType::Interval(fields, precision) => {
                let fields = fields.as_ref().map(|fields| format!(" {fields}")).unwrap_or_default();
                let precision = precision.map(|precision| format!("({precision})")).unwrap_or_default();
                sql_type::read(&format!("interval{fields}{precision}"))
            }
            ColumnType::Blob | ColumnType::Binary(_) | ColumnType::VarBinary(_) => SqlType::new("bytea"),
            ColumnType::Bit(length) => SqlType::new("bit").with([length.unwrap_or(1)]),
            ColumnType::VarBit(length) => SqlType::new("bit varying").with([length]),
            ColumnType::Boolean => SqlType::new("boolean"),
            ColumnType::Money(_) => SqlType::new("money"),
            ColumnType::Json => SqlType::new("json"),
            ColumnType::JsonBinary => SqlType::new("jsonb"),
            ColumnType::Uuid => SqlType::new("uuid"),
            ColumnType::Custom(text) => self.visible(sql_type::read(&text.to_string())),
            ColumnType::Enum { name, .. } => SqlType::new(name.to_string()),
            ColumnType::Array(element) => SqlType { dimensions: 1, ..self.column_type(element)? },
            ColumnType::Vector(None) => SqlType::new("vector"),
            ColumnType::Vector(Some(size)) => SqlType::new("vector").with([size]),
            ColumnType::Cidr => SqlType::new("cidr"),
            ColumnType::Inet => SqlType::new("inet"),
            ColumnType::MacAddr => SqlType::new("macaddr"),
            ColumnType::LTree => SqlType::new("ltree"),
            ColumnType::Year => {
                return Err(
                    "it has no type for a year alone: write `column_type = \"SmallInteger\"`".to_owned()
                );
            }
            other => return Err(format!("no type is known for {other:?}")),
        })
    }

    fn accepts(&self, rust_type: &ColumnType) -> BTreeSet<String> {
        let own = || self.column_type(rust_type).map(|ty| BTreeSet::from([ty.bare()]));
        match rust_type {
            ColumnType::Array(element) => {
                self.accepts(element).into_iter().map(|name| format!("{name}[]")).collect()
            }
            _ => match readable_as(rust_type) {
                [] => own().unwrap_or_default(),
                names => names.iter().map(|&name| name.to_owned()).collect(),
            },
        }
    }

    fn enum_type(&self, ty: &ColumnType) -> Option<EnumType> {
        match ty {
            ColumnType::Enum { name, variants } => Some(EnumType::new(
                ObjectName::new(name.to_string()),
                variants.iter().map(ToString::to_string).collect(),
            )),
            ColumnType::Array(element) => self.enum_type(element),
            _ => None,
        }
    }

    fn expression(&self, expr: &sea_query::Expr) -> Expr {
        let sql = Query::select().expr(expr.clone()).to_string(PostgresQueryBuilder);
        Expr::new(sql.strip_prefix("SELECT ").unwrap_or(&sql))
    }

    /// What MariaDB and SQLite call the time and a random UUID is said in PostgreSQL's words.
    fn default(&self, text: &str, _rust_type: &ColumnType) -> Expr {
        let call: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        match call.to_ascii_lowercase().as_str() {
            "current_timestamp()" | "datetime('now')" => Expr::new("CURRENT_TIMESTAMP"),
            "uuid()" => Expr::new("gen_random_uuid()"),
            _ => Expr::new(text),
        }
    }

    fn literal(&self, value: sea_orm::Value) -> String {
        self.expression(&sea_query::Expr::val(value)).as_str().to_owned()
    }

    fn quote(&self, name: &str) -> String {
        sql_type::quote(name)
    }

    fn auto_increment(&self, ty: &SqlType) -> Option<Identity> {
        let counts = ["smallint", "integer", "bigint"].contains(&ty.name.as_str()) && ty.dimensions == 0;
        counts.then_some(Identity::ByDefault)
    }

    fn identity(&self, identity: IdentityDescriptor) -> Identity {
        match identity {
            IdentityDescriptor::Always => Identity::Always,
            IdentityDescriptor::ByDefault => Identity::ByDefault,
        }
    }

    fn schema(&self, schema: Option<&str>) -> Option<String> {
        self.table_schema(schema?).map(str::to_owned)
    }

    fn settle(&self, table: &mut Table) {
        cut(&mut table.name.name);
        for column in &mut table.columns {
            settle_column(column);
        }
        settle_keys(table);
        let name = table.name.name.clone();
        for index in &mut table.indexes {
            settle_index(&name, index);
        }
        table.indexes.sort_by(|a, b| a.name.cmp(&b.name));
        table.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
        table.checks.sort_by(|a, b| (&a.name, &a.expr).cmp(&(&b.name, &b.expr)));
        empty_to_none(table.comment.value_mut());
    }
}

impl Server {
    /// The type without a schema that need not be named.
    fn visible(&self, ty: SqlType) -> SqlType {
        SqlType {
            schema: ty.schema.as_deref().and_then(|schema| self.type_schema(schema)).map(str::to_owned),
            ..ty
        }
    }
}

/// The types that SQLx decodes as, where there is more than the one that SeaORM creates for the Rust type.
fn readable_as(rust_type: &ColumnType) -> &'static [&'static str] {
    match rust_type {
        ColumnType::Char(_) | ColumnType::String(_) | ColumnType::Text => {
            &["text", "character varying", "character", "bpchar", "name", "citext"]
        }
        // `i8` is PostgreSQL's "char" to SQLx, whatever SeaORM creates.
        ColumnType::TinyInteger => &["\"char\""],
        // SeaORM reads `u32` as an oid, or as an `i32`, and creates a bigint.
        ColumnType::Unsigned => &["integer", "oid"],
        ColumnType::Json | ColumnType::JsonBinary => &["json", "jsonb"],
        ColumnType::Inet | ColumnType::Cidr => &["inet", "cidr"],
        _ => &[],
    }
}

fn settle_column(column: &mut Column) {
    cut(&mut column.name);
    // PostgreSQL drops `DEFAULT NULL`, and keeps it with its cast where the type has a length.
    let null = |expr: &Expr| {
        let text = expr.as_str();
        text.eq_ignore_ascii_case("null")
            || text.get(..6).is_some_and(|head| head.eq_ignore_ascii_case("null::"))
    };
    column.default.value_mut().take_if(|expr| null(expr));
    if column.identity.value().is_some() {
        column.nullable = false;
    }
    empty_to_none(column.comment.value_mut());
    column.collation.value_mut().take_if(|name| name == "default");
}

fn settle_keys(table: &mut Table) {
    let name = &table.name.name;
    if let Some(PrimaryKey { name: own, columns: key }) = &mut table.primary_key {
        cut_all(key);
        for column in table.columns.iter_mut().filter(|column| key.contains(&column.name)) {
            column.nullable = false;
        }
        cut(own.get_or_insert_with(|| made_name(name, None, "pkey")));
    }
    for key in &mut table.foreign_keys {
        cut_all(&mut key.columns);
        cut_all(&mut key.referenced_columns);
        cut(&mut key.references.name);
        cut(key.name.get_or_insert_with(|| made_name(name, Some(&key.columns.join("_")), "fkey")));
    }
    for check in &mut table.checks {
        check.name.iter_mut().for_each(cut);
    }
}

fn settle_index(table: &str, index: &mut Index) {
    cut_all(&mut index.include);
    let ordered = index.method == "btree";
    let mut columns = Vec::new();
    for part in &mut index.parts {
        if let IndexTarget::Column(name) = &mut part.target {
            cut(name);
        }
        if !ordered {
            (part.order, part.nulls) = (Order::Ascending, NullsOrder::Last);
        }
        columns.push(match &part.target {
            IndexTarget::Column(name) => name.as_str(),
            IndexTarget::Expr(_) => "expr",
        });
    }
    let label = match index.kind {
        IndexKind::Constraint(_) => "key",
        IndexKind::Plain | IndexKind::Unique => "idx",
    };
    cut(index.name.get_or_insert_with(|| made_name(table, Some(&columns.join("_")), label)));
}

fn empty_to_none(comment: &mut Option<String>) {
    comment.take_if(|text| text.is_empty());
}

fn cut_all(names: &mut [String]) {
    names.iter_mut().for_each(cut);
}

/// Cuts a name as the server does, at the end of a character.
fn cut(name: &mut String) {
    name.truncate(name.floor_char_boundary(NAME_BYTES));
}

/// The name that the server makes for a constraint or an index without one: the longer of the two parts is cut
/// until all fits.
pub(super) fn made_name(table: &str, columns: Option<&str>, label: &str) -> String {
    let columns = columns.unwrap_or_default();
    let joints = if columns.is_empty() { 1 } else { 2 };
    let room = NAME_BYTES - label.len() - joints;
    let (mut first, mut second) = (table.len(), columns.len());
    while first + second > room {
        if first > second { first -= 1 } else { second -= 1 }
    }
    let table = &table[..table.floor_char_boundary(first)];
    let columns = &columns[..columns.floor_char_boundary(second)];
    if columns.is_empty() { format!("{table}_{label}") } else { format!("{table}_{columns}_{label}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn t38_names_are_made_and_cut_as_the_server_does_it() {
        let long = "a123456789_123456789_123456789_123456789";
        let other = "b123456789_123456789_123456789_123456789";
        let umlauts = "ä".repeat(31);
        for (table, columns, label, made) in [
            ("t", Some("x"), "key", "t_x_key".to_owned()),
            (long, None, "pkey", format!("{long}_pkey")),
            (long, Some(other), "key", format!("{}_{}_key", &long[..29], &other[..29])),
            (&umlauts, Some("a"), "key", format!("{}_a_key", "ä".repeat(28))),
            (&umlauts, Some("b"), "fkey", format!("{}_b_fkey", "ä".repeat(28))),
            (&umlauts, Some(&"ö".repeat(31)), "key", format!("{}_{}_key", "ä".repeat(14), "ö".repeat(14))),
        ] {
            assert_eq!(made_name(table, columns, label), made);
        }
        let mut name = "ä".repeat(40);
        cut(&mut name);
        assert_eq!(name, "ä".repeat(31));
    }

    #[test]
    fn t52_a_key_that_is_no_integer_is_not_numbered() {
        let server = Server::new(150_000, Vec::new(), &BTreeSet::new());
        assert_eq!(server.auto_increment(&SqlType::new("uuid")), None);
        assert_eq!(server.auto_increment(&SqlType::new("character varying")), None);
        assert_eq!(server.auto_increment(&SqlType::new("integer")), Some(Identity::ByDefault));
    }

    #[test]
    fn t40_names_show_a_schema_only_where_the_search_path_does_not_find_them() {
        let path = vec!["app".to_owned(), "shared".to_owned(), "public".to_owned()];
        let server = Server::new(150_000, path, &["public".to_owned(), "app".to_owned()].into());
        let spelled = ["app", "shared", "public", "far"].map(|schema| server.schema(Some(schema)));
        assert_eq!(spelled, [None, None, Some("public".to_owned()), Some("far".to_owned())]);
        let types = ["app", "shared", "public", "far", "pg_catalog"].map(|schema| server.type_schema(schema));
        assert_eq!(types, [None, None, None, Some("far"), None]);
    }

    #[test]
    fn t23_what_a_rust_type_is_read_from() {
        let server = Server::new(150_000, Vec::new(), &BTreeSet::new());
        let accepts = |ty: ColumnType| server.accepts(&ty).into_iter().collect::<Vec<_>>().join(" ");
        let array = |ty| ColumnType::Array(sea_query::RcOrArc::new(ty));
        let mood = || ColumnType::Enum { name: "mood".into(), variants: Vec::new() };
        assert_eq!(
            accepts(ColumnType::String(StringLen::None)),
            "bpchar character character varying citext name text"
        );
        assert_eq!(accepts(ColumnType::Integer), "integer");
        assert_eq!(accepts(ColumnType::TinyInteger), "\"char\"");
        assert_eq!(accepts(ColumnType::Unsigned), "integer oid");
        assert_eq!(accepts(ColumnType::Json), "json jsonb");
        assert_eq!(accepts(ColumnType::Decimal(None)), "numeric");
        assert_eq!(accepts(ColumnType::TimestampWithTimeZone), "timestamp with time zone");
        assert_eq!(accepts(mood()), "mood");
        assert_eq!(accepts(array(ColumnType::Integer)), "integer[]");
        assert_eq!(accepts(array(mood())), "mood[]");
        assert_eq!(accepts(array(ColumnType::Json)), "json[] jsonb[]");
    }

    #[test]
    fn what_the_server_would_write_down_is_settled() {
        let server = Server::new(150_000, Vec::new(), &BTreeSet::new());
        let mut table = Table::new(ObjectName::new("t"));
        let mut a = Column::new("a", SqlType::new("integer"));
        *a.default.value_mut() = Some(Expr::new("NULL::character varying"));
        *a.comment.value_mut() = Some(String::new());
        *a.collation.value_mut() = Some("default".to_owned());
        let mut b = Column::new("b", SqlType::new("integer"));
        *b.identity.value_mut() = Some(Identity::Always);
        table.columns = vec![a, b];
        table.primary_key = Some(PrimaryKey { name: None, columns: vec!["a".to_owned()] });
        server.settle(&mut table);
        let mut a = Column::new("a", SqlType::new("integer"));
        a.nullable = false;
        let mut b = Column::new("b", SqlType::new("integer"));
        b.nullable = false;
        *b.identity.value_mut() = Some(Identity::Always);
        assert_eq!(table.columns, [a, b]);
        assert_eq!(
            table.primary_key,
            Some(PrimaryKey { name: Some("t_pkey".to_owned()), columns: vec!["a".to_owned()] })
        );
    }
}
