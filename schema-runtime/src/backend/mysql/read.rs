//! Rows of the catalog in, tables out.

use super::Server;
use super::change::in_definition;
use super::server::Flavour;
use super::setting::COLLATE;
use crate::backend::spell::Words;
use crate::error::Error;
use crate::model::{
    Action, Check, Column, Deferrability, Expr, ForeignKey, Generated, Identity, Index, IndexKind, IndexPart,
    IndexTarget, Kept, ObjectName, Options, Order, PrimaryKey, Promise, Schema, SqlType, Storage, Table,
};
use sea_orm::QueryResult;
use std::collections::BTreeMap;

/// The rows of one statement.
pub(super) struct Rows(pub(super) Vec<QueryResult>);

impl Rows {
    pub(super) fn iter(&self) -> impl Iterator<Item = Row<'_>> {
        self.0.iter().map(Row)
    }

    /// In the order of their `position`.
    fn by_position(&self) -> Result<Vec<Row<'_>>, Error> {
        let mut rows: Vec<_> =
            self.iter().map(|row| Ok((row.number("position")?, row))).collect::<Result<_, Error>>()?;
        rows.sort_by_key(|(position, _)| *position);
        Ok(rows.into_iter().map(|(_, row)| row).collect())
    }
}

pub(super) struct Row<'a>(&'a QueryResult);

impl Row<'_> {
    pub(super) fn text(&self, column: &str) -> Result<String, Error> {
        self.0.try_get("", column).map_err(Error::during(format!("reading `{column}` of the catalog")))
    }

    pub(super) fn maybe(&self, column: &str) -> Result<Option<String>, Error> {
        self.0.try_get("", column).map_err(Error::during(format!("reading `{column}` of the catalog")))
    }

    pub(super) fn number(&self, column: &str) -> Result<i64, Error> {
        self.0.try_get("", column).map_err(Error::during(format!("reading `{column}` of the catalog")))
    }

    pub(super) fn table(&self, server: &Server) -> Result<ObjectName, Error> {
        Ok(server.object_name(&self.text("in_schema")?, &self.text("of_table")?))
    }
}

impl Server {
    /// Whether a database is not the connection's own.
    pub(super) fn is_another(&self, schema: &str) -> bool {
        self.schema(Some(schema)).is_some()
    }

    /// A name as the catalog gives it.
    pub(super) fn object_name(&self, schema: &str, name: &str) -> ObjectName {
        self.folded(ObjectName { schema: self.schema(Some(schema)), name: name.to_owned() })
    }
}

/// What each foreign key does, on delete and on update.
pub(super) type Actions = BTreeMap<(ObjectName, String), (Action, Action)>;

/// The actions, as the catalog has them.
pub(super) fn actions(server: &Server, rows: &Rows) -> Result<Actions, Error> {
    rows.iter()
        .map(|row| {
            let id = (row.table(server)?, row.text("name")?);
            Ok((id, (action(&row.text("on_delete")?), action(&row.text("on_update")?))))
        })
        .collect()
}

/// A check before its expression is read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LiveCheck {
    pub(super) table: ObjectName,
    pub(super) name: String,
    pub(super) place: Place,
    pub(super) expr: String,
    pub(super) valid: bool,
}

/// Where a check stands: in its column's definition, whose name it has, or beside the columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Place {
    Column,
    Table,
}

/// The checks, as the catalog has them.
pub(super) fn checks(server: &Server, rows: &Rows) -> Result<Vec<LiveCheck>, Error> {
    rows.iter()
        .map(|row| {
            Ok(LiveCheck {
                table: row.table(server)?,
                name: row.text("name")?,
                place: if row.maybe("level")?.as_deref() == Some("Column") {
                    Place::Column
                } else {
                    Place::Table
                },
                expr: row.text("expr")?,
                valid: row.text("enforced")? == "YES",
            })
        })
        .collect()
}

/// A schema while it is read.
pub(super) struct Reading<'a> {
    server: &'a Server,
    schema: Schema,
}

impl<'a> Reading<'a> {
    pub(super) fn new(server: &'a Server) -> Self {
        Self { server, schema: Schema::default() }
    }

    /// The tables read so far.
    pub(super) fn names(&self) -> impl Iterator<Item = &ObjectName> {
        self.schema.tables.keys()
    }

    /// With what MySQL does not tell apart made equal.
    pub(super) fn finish(mut self) -> Schema {
        for table in self.schema.tables.values_mut() {
            self.server.settle(table);
        }
        self.schema.kept.sort();
        self.schema
    }

    pub(super) fn tables(&mut self, rows: &Rows) -> Result<(), Error> {
        for row in rows.iter() {
            let name = row.table(self.server)?;
            let options = row.maybe("options")?.unwrap_or_default();
            let keep = |kind| Kept { kind, name: name.clone(), table: Some(name.clone()) };
            match row.text("kind")?.as_str() {
                "BASE TABLE" => {}
                "SYSTEM VERSIONED" => self.schema.kept.push(keep("system versioning")),
                "VIEW" => {
                    self.schema.kept.push(Kept { kind: "view", name, table: None });
                    continue;
                }
                "SEQUENCE" => {
                    self.schema.kept.push(Kept { kind: "sequence", name, table: None });
                    continue;
                }
                _ => continue,
            }
            if options.split(' ').any(|option| option == "partitioned") {
                self.schema.kept.push(keep(Kept::PARTITIONS));
            }
            let mut table = Table::new(name);
            table.comment = Promise::Exact(row.maybe("remark")?.filter(|remark| !remark.is_empty()));
            table.options = Promise::Exact(self.options(&row, &options)?);
            self.schema.tables.insert(table.name.clone(), table);
        }
        Ok(())
    }

    /// What stands behind the closing parenthesis, where it is not what the server would choose.
    fn options(&self, row: &Row<'_>, options: &str) -> Result<Vec<String>, Error> {
        let mut all = Vec::new();
        if let Some(engine) = row.maybe("engine")?.filter(|engine| engine != "InnoDB") {
            all.push(format!("ENGINE={engine}"));
        }
        if let Some(collation) =
            row.maybe("collation")?.filter(|collation| *collation != self.server.collation)
        {
            all.push(format!("{COLLATE}{collation}"));
        }
        all.extend(options.split(' ').filter(|option| option.contains('=')).map(str::to_owned));
        if row.text("kind")? == "SYSTEM VERSIONED" {
            all.push("WITH SYSTEM VERSIONING".to_owned());
        }
        Ok(all)
    }

    pub(super) fn columns(&mut self, rows: &Rows) -> Result<(), Error> {
        for row in rows.by_position()? {
            let name = row.table(self.server)?;
            // A view's columns are here too.
            if self.schema.tables.contains_key(&name)
                && let Some(column) = self.column(&row)?
                && let Some(table) = self.schema.tables.get_mut(&name)
            {
                table.columns.push(column);
            }
        }
        Ok(())
    }

    /// `None` for one that the server made for itself.
    fn column(&mut self, row: &Row<'_>) -> Result<Option<Column>, Error> {
        let name = row.text("name")?;
        let ty = self.server.read_type(&row.text("type")?);
        let extra = row.maybe("extra")?.unwrap_or_default().to_ascii_lowercase();
        let generated = row.maybe("generated")?.filter(|expr| !expr.is_empty());
        let is_period = matches!(generated.as_deref(), Some("ROW START" | "ROW END"));
        let is_hidden_key =
            name == "my_row_id" && extra.contains("auto_increment") && extra.contains("invisible");
        if is_period || is_hidden_key {
            let kind = if is_period { "period column" } else { "invisible primary key" };
            let table = Some(row.table(self.server)?);
            self.schema.kept.push(Kept { kind, name: ObjectName::new(name), table });
            return Ok(None);
        }
        let mut column = Column::new(name, ty);
        column.nullable = row.text("nullable")? == "YES";
        column.generated = generated.map(|expr| Generated {
            expr: self.server.stored(&expr),
            storage: if extra.contains("virtual") { Storage::Virtual } else { Storage::Stored },
        });
        let value = row.maybe("value")?;
        column.default = Promise::Exact(
            value.and_then(|value| self.server.stored_default(&value, column.ty.value(), &extra)),
        );
        column.identity = Promise::Exact(extra.contains("auto_increment").then_some(Identity::AutoIncrement));
        column.collation = Promise::Exact(row.maybe("collation")?);
        column.comment = Promise::Exact(row.maybe("remark")?.filter(|remark| !remark.is_empty()));
        let on_update = extra.split_once("on update ").and_then(|(_, rest)| rest.split(' ').next());
        column.on_update = Promise::Exact(on_update.map(Expr::new));
        // MariaDB gives it to a column that is not null and has no default but an `ON UPDATE`.
        let zero = |default: &Expr| default.as_str().starts_with("'0000-00-00 00:00:00");
        if on_update.is_some() && !column.nullable && column.default.value().as_ref().is_some_and(zero) {
            column.default = Promise::Exact(None);
        }
        column.extra = extra.contains("invisible").then(|| "INVISIBLE".to_owned());
        Ok(Some(column))
    }

    pub(super) fn indexes(&mut self, rows: &Rows) -> Result<(), Error> {
        let mut indexes: BTreeMap<(ObjectName, String), Index> = BTreeMap::new();
        for row in rows.by_position()? {
            let table = row.table(self.server)?;
            let name = row.text("name")?;
            let index = indexes.entry((table, name.clone())).or_insert(self.index(&row, name)?);
            index.parts.push(self.part(&row, &index.method)?);
        }
        for ((name, _), index) in indexes {
            let Some(table) = self.schema.tables.get_mut(&name) else { continue };
            if index.name.as_deref() != Some("PRIMARY") {
                table.indexes.push(index);
                continue;
            }
            let columns: Vec<_> = index
                .parts
                .into_iter()
                .filter_map(|part| match part.target {
                    IndexTarget::Column(name) => Some(name),
                    IndexTarget::Expr(_) => None,
                })
                .collect();
            // The key that the server made for itself is not ours.
            if columns.iter().all(|column| table.column(column).is_some()) {
                table.primary_key = Some(PrimaryKey { name: None, columns });
            }
        }
        Ok(())
    }

    fn index(&self, row: &Row<'_>, name: String) -> Result<Index, Error> {
        let kind = if row.number("plain")? == 0 { IndexKind::Unique } else { IndexKind::Plain };
        Ok(Index {
            name: Some(name),
            kind,
            method: row.text("method")?.to_ascii_lowercase(),
            parts: Vec::new(),
            include: Vec::new(),
            predicate: None,
            nulls_not_distinct: false,
            // One that the optimizer ignores still keeps its rows unique.
            valid: row.text("usable")? == "YES" || kind == IndexKind::Unique,
            origin: None,
        })
    }

    fn part(&self, row: &Row<'_>, method: &str) -> Result<IndexPart, Error> {
        let target = match (row.maybe("part")?, row.maybe("expression")?) {
            (Some(column), _) => IndexTarget::Column(column),
            (None, expression) => IndexTarget::Expr(self.server.stored(&expression.unwrap_or_default())),
        };
        let order = if row.maybe("direction")?.as_deref() == Some("D") {
            Order::Descending
        } else {
            Order::Ascending
        };
        let prefix: Option<i64> =
            row.0.try_get("", "prefix").map_err(Error::during("reading `prefix` of the catalog"))?;
        // A spatial index always has one, of the server's own.
        let prefix = prefix.filter(|_| method == "btree").and_then(|prefix| u32::try_from(prefix).ok());
        Ok(IndexPart { target, order, prefix, ..IndexPart::column("") })
    }

    pub(super) fn foreign_keys(&mut self, rows: &Rows, actions: &Actions) -> Result<(), Error> {
        let mut keys: BTreeMap<(ObjectName, String), ForeignKey> = BTreeMap::new();
        for row in rows.by_position()? {
            let id = (row.table(self.server)?, row.text("name")?);
            let references = self.server.object_name(&row.text("to_schema")?, &row.text("to_table")?);
            let (on_delete, on_update) =
                actions.get(&id).copied().unwrap_or((Action::NoAction, Action::NoAction));
            let key = keys.entry(id.clone()).or_insert_with(|| ForeignKey {
                name: Some(id.1),
                columns: Vec::new(),
                references,
                referenced_columns: Vec::new(),
                on_delete: Promise::Exact(on_delete),
                on_update: Promise::Exact(on_update),
                deferrable: Deferrability::NotDeferrable,
                valid: true,
                options: Promise::Exact(Options::new()),
                origin: None,
            });
            key.columns.push(row.text("part")?);
            key.referenced_columns.push(row.text("to_part")?);
        }
        for ((table, _), key) in keys {
            if let Some(table) = self.schema.tables.get_mut(&table) {
                table.foreign_keys.push(key);
            }
        }
        Ok(())
    }

    pub(super) fn checks(&mut self, mut checks: Vec<LiveCheck>) {
        checks.sort();
        checks.dedup();
        for LiveCheck { table, name, place, expr, valid } in checks {
            let expr = self.server.stored(&expr);
            let Some(table) = self.schema.tables.get_mut(&table) else { continue };
            // Where a column was renamed at once, the check has its former name until the table is opened anew.
            let columns = &table.columns;
            let at = columns.iter().position(|column| column.name == name);
            let at = at.or_else(|| columns.iter().position(|column| is_json(self.server, column, &expr)));
            if let Some(column) = at.filter(|_| place == Place::Column).map(|at| &mut table.columns[at]) {
                if is_json(self.server, column, &expr) {
                    column.ty = Promise::Exact(SqlType::new("json"));
                    column.collation = Promise::Exact(None);
                    continue;
                }
                // It goes when the column's definition is written without it.
                let words = column.extra.take().map_or(String::new(), |words| format!("{words} "));
                column.extra = Some(format!("{words}{}", in_definition(&expr)));
            }
            let name = (place == Place::Table).then_some(name);
            table.checks.push(Check {
                name,
                expr,
                valid,
                options: Promise::Exact(Options::new()),
                origin: None,
            });
        }
    }

    pub(super) fn kept(&mut self, rows: &Rows) -> Result<(), Error> {
        for row in rows.iter() {
            let kind = match row.text("kind")?.as_str() {
                "TRIGGER" => "trigger",
                "FUNCTION" => "function",
                "PROCEDURE" => "procedure",
                "EVENT" => "event",
                _ => "package",
            };
            let schema = row.text("in_schema")?;
            let name = ObjectName { schema: self.server.schema(Some(&schema)), name: row.text("name")? };
            let table = row.maybe("of_table")?.map(|table| self.server.object_name(&schema, &table));
            self.schema.kept.push(Kept { kind, name, table });
        }
        Ok(())
    }
}

/// MariaDB's `json` is a `longtext` with a check.
fn is_json(server: &Server, column: &Column, expr: &Expr) -> bool {
    server.flavour == Flavour::MariaDb
        && column.ty.value().name == "longtext"
        && expr.as_str() == format!("json_valid({})", server.name(&column.name))
}

pub(super) fn action(rule: &str) -> Action {
    match rule {
        "CASCADE" => Action::Cascade,
        "SET NULL" => Action::SetNull,
        "SET DEFAULT" => Action::SetDefault,
        "RESTRICT" => Action::Restrict,
        _ => Action::NoAction,
    }
}
