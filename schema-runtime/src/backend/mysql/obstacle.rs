//! The steps of a migration come in; the rows for which one of them would fail, or which it would cut, go out, each kind
//! with the query that lists them in the database as it is before.

use super::Server;
use super::conversion::Conversion;
use super::ddl::names;
use super::fit::Fit;
use super::types::is_text;
use crate::model::{
    Check, Column, Expr, ForeignKey, Index, IndexKind, IndexPart, IndexTarget, ObjectName, Schema, Table,
};
use crate::plan::{Condition, Journey, Manner, Obstacle, Pace, Step};

/// Words for which an expression gives something else each time: nobody can tell what the rows will have.
const VOLATILE: [&str; 7] = ["nextval", "next", "rand", "uuid", "uuid_short", "sys_guid", "random_bytes"];

pub(in crate::backend) fn obstacles(server: &Server, from: &Schema, steps: &[Step]) -> Vec<Obstacle> {
    let rows = Rows { server, from, steps };
    steps.iter().flat_map(|step| rows.broken_by(step).into_iter().chain(rows.cut_by(step))).collect()
}

/// What holds until the first step has changed what a query names.
pub(in crate::backend) fn untouched(server: &Server, steps: &[Step]) -> Option<Condition> {
    let (nothing, pace) = (Schema::default(), Pace::default());
    let journey = Journey { from: &nothing, to: &nothing, steps, manner: Manner::AtOnce, pace: &pace };
    steps.iter().find_map(|step| match step {
        Step::RenameTable { from: _, to } => Some(server.lacks_table(to)),
        Step::RenameColumn { table, from: _, to } => Some(server.lacks_column(table, to)),
        Step::AddColumn { table, column } if !journey.exchanges(step) => {
            Some(server.lacks_column(table, &column.name))
        }
        Step::DropColumn { table, column } if !journey.exchanges(step) => {
            Some(server.has_column(table, &column.name))
        }
        Step::AlterColumn { table, from, to } => {
            let using = &server.converts(from, to)?;
            Some(Conversion { server, table, from, to, using, fill: None }.is_open())
        }
        _ => None,
    })
}

/// The rows before, seen with the names and the values that they have afterwards.
pub(super) struct Rows<'a> {
    pub(super) server: &'a Server,
    pub(super) from: &'a Schema,
    pub(super) steps: &'a [Step],
}

impl Rows<'_> {
    /// The rows that break what a step asks for.
    pub(super) fn broken_by(&self, step: &Step) -> Vec<Obstacle> {
        match step {
            Step::AddColumn { table, column } => self.without_value(table, column),
            Step::AlterColumn { table, from, to } => {
                let zeros = self.numbered_anew(table, from, to);
                self.nulls(table, from, to).into_iter().chain(zeros).collect()
            }
            Step::AddPrimaryKey { table, key } => {
                let parts: Vec<_> = key.columns.iter().map(IndexPart::column).collect();
                self.duplicates(table, &parts)
            }
            Step::CreateIndex { table, index: Index { kind, parts, .. } } => match kind {
                IndexKind::Plain => Vec::new(),
                IndexKind::Unique | IndexKind::Constraint(_) => self.duplicates(table, parts),
            },
            Step::AddForeignKey { table, key } => self.orphans(table, key),
            Step::AddCheck { table, check } => self.unchecked(table, check),
            Step::CreateSchema(_)
            | Step::CreateEnum(_)
            | Step::AlterEnum { from: _, to: _, columns: _ }
            | Step::DropEnum(_)
            | Step::CreateTable(_)
            | Step::DropTable(_)
            | Step::DropCircle(_)
            | Step::RenameTable { from: _, to: _ }
            | Step::SetTableComment { table: _, from: _, to: _ }
            | Step::RenameColumn { table: _, from: _, to: _ }
            | Step::DropColumn { table: _, column: _ }
            | Step::DropPrimaryKey { table: _, key: _ }
            | Step::DropIndex { table: _, index: _ }
            | Step::RenameIndex { table: _, from: _, to: _ }
            | Step::RenameConstraint { table: _, from: _, to: _ }
            | Step::RenameSequence { table: _, from: _, to: _ }
            | Step::CreateSequence(_)
            | Step::AlterSequence { .. }
            | Step::DropSequence(_)
            | Step::Set { .. }
            | Step::DropForeignKey { table: _, key: _ }
            | Step::DropCheck { table: _, check: _ }
            | Step::ValidateForeignKey { table: _, key: _ }
            | Step::ValidateCheck { table: _, check: _ }
            | Step::RebuildTable { from: _, to: _ } => Vec::new(),
        }
    }

    /// The rows with a value that a column has no room for afterwards, or no letters.
    fn cut_by(&self, step: &Step) -> Vec<Obstacle> {
        let Step::AlterColumn { table, from, to } = step else { return Vec::new() };
        let cut = |what: String, condition: &str| {
            let source = self.source(table, &|name| names(condition, name))?;
            let what = format!("rows of `{table}` whose `{}` {what}", to.name);
            Some(Obstacle { what, query: format!("SELECT * FROM {source} WHERE {condition}") })
        };
        let unfit = match self.fit(from, to) {
            Fit::Except(condition) => {
                cut(format!("does not fit {}", self.server.type_sql(to.ty.value())), &condition)
            }
            Fit::All | Fit::Unknown => None,
        };
        let unspelled = self.lost_letters(table, from, to).and_then(|(set, condition)| {
            cut(format!("has letters that the character set {set} lacks"), &condition)
        });
        unfit.into_iter().chain(unspelled).collect()
    }

    /// The character set that a column gets where it lacks letters of the former one, and the condition for a value that
    /// has such.
    pub(super) fn lost_letters(
        &self,
        table: &ObjectName,
        from: &Column,
        to: &Column,
    ) -> Option<(String, String)> {
        const UNICODE: [&str; 5] = ["utf8mb4", "utf16", "utf16le", "utf32", "gb18030"];
        const PLANE: [&str; 3] = ["utf8", "utf8mb3", "ucs2"];
        let set = |column| character_set(self.collation(table, column));
        let (old, new) = (set(from), set(to));
        let converted = to.using.is_some() && from.ty.value() != to.ty.value();
        let has_all =
            UNICODE.contains(&new) || (PLANE.contains(&new) && !UNICODE.contains(&old)) || old == "ascii";
        if old == new || has_all || converted || !is_text(from.ty.value()) || !is_text(to.ty.value()) {
            return None;
        }
        let name = self.server.name(&to.name);
        let condition = format!(
            "CAST(CONVERT({name} USING utf8mb4) AS BINARY) \
             <> CAST(CONVERT(CONVERT({name} USING {new}) USING utf8mb4) AS BINARY)"
        );
        Some((new.to_owned(), condition))
    }

    /// How a column's values fit the type that it has afterwards.
    pub(super) fn fit(&self, from: &Column, to: &Column) -> Fit {
        let (old, new) = (from.ty.value(), to.ty.value());
        if old == new {
            return Fit::All;
        }
        match &to.using {
            Some(using) => self.server.fit_of_expression(&format!("({using})"), new),
            None => self.server.fit(&self.server.name(&to.name), old, new),
        }
    }

    /// A column that must not be null comes, and nothing says what the rows that are there have in it.
    fn without_value(&self, table: &ObjectName, column: &Column) -> Vec<Obstacle> {
        if column.nullable || column.generated.is_some() || column.identity.value().is_some() {
            return Vec::new();
        }
        let (name, filter) = match (&column.backfill, column.default.value()) {
            (Some(fill), _) if self.server.is_constant(fill) => return Vec::new(),
            (Some(fill), _) => {
                let mentioned = |name: &str| names(fill.as_str(), name);
                let Some(source) = self.source(table, &mentioned) else { return Vec::new() };
                (source, format!(" WHERE ({fill}) IS NULL"))
            }
            (None, Some(_)) => return Vec::new(),
            (None, None) => {
                let Some(source) = self.source(table, &|_| false) else { return Vec::new() };
                (source, String::new())
            }
        };
        vec![Obstacle {
            what: format!("rows of `{table}` that would have no `{}`", column.name),
            query: format!("SELECT * FROM {name}{filter}"),
        }]
    }

    fn nulls(&self, table: &ObjectName, from: &Column, to: &Column) -> Vec<Obstacle> {
        let using = to.using.as_ref().filter(|_| from.ty.value() != to.ty.value());
        if to.nullable || (!from.nullable && using.is_none()) || to.generated.is_some() {
            return Vec::new();
        }
        let name = self.server.name(&to.name);
        let mut filter = format!("{} IS NULL", using.map_or(name.clone(), |using| format!("({using})")));
        if let Some(fill) = to.backfill.as_ref().filter(|_| from.nullable) {
            if self.server.is_constant(fill) {
                return Vec::new();
            }
            filter += &format!(" AND ({fill}) IS NULL");
        }
        let Some(source) = self.source(table, &|name| names(&filter, name)) else { return Vec::new() };
        vec![Obstacle {
            what: format!("rows of `{table}` whose `{}` is null", to.name),
            query: format!("SELECT * FROM {source} WHERE {filter}"),
        }]
    }

    /// A zero gets the next number where a column begins to number the rows.
    fn numbered_anew(&self, table: &ObjectName, from: &Column, to: &Column) -> Option<Obstacle> {
        if from.identity.value().is_some() || to.identity.value().is_none() {
            return None;
        }
        let source = self.source(table, &|name| name == to.name)?;
        Some(Obstacle {
            what: format!("rows of `{table}` whose `{}` is 0, which would get another number", to.name),
            query: format!("SELECT * FROM {source} WHERE {} = 0", self.server.name(&to.name)),
        })
    }

    fn duplicates(&self, table: &ObjectName, parts: &[IndexPart]) -> Vec<Obstacle> {
        let columns: Vec<_> = parts.iter().filter_map(|part| column(&part.target)).collect();
        if self.always_null(table, &columns) || self.is_unique(table, parts) {
            return Vec::new();
        }
        let mentioned = |name: &str| {
            parts.iter().any(|part| match &part.target {
                IndexTarget::Column(column) => column == name,
                IndexTarget::Expr(expr) => names(expr.as_str(), name),
            })
        };
        let Some(source) = self.source(table, &mentioned) else { return Vec::new() };
        let values: Vec<_> = parts.iter().map(|part| self.indexed(table, part)).collect();
        let present: Vec<_> = values.iter().map(|value| format!("{value} IS NOT NULL")).collect();
        let said = parts.iter().map(|part| match &part.target {
            IndexTarget::Column(name) => format!("`{name}`"),
            IndexTarget::Expr(expr) => expr.to_string(),
        });
        let list = values.join(", ");
        vec![Obstacle {
            what: format!(
                "values of {} that several rows of `{table}` have",
                said.collect::<Vec<_>>().join(", ")
            ),
            query: format!(
                "SELECT {list}, COUNT(*) FROM {source} WHERE {} GROUP BY {list} HAVING COUNT(*) > 1",
                present.join(" AND ")
            ),
        }]
    }

    /// The collation of a column of this table, its own or the table's.
    fn collation<'c>(&'c self, table: &ObjectName, column: &'c Column) -> &'c str {
        column.collation.value().as_deref().unwrap_or_else(|| self.server.collation_of(table))
    }

    /// The value that an index compares.
    fn indexed(&self, table: &ObjectName, part: &IndexPart) -> String {
        let value = match &part.target {
            IndexTarget::Column(name) => self.server.name(name),
            IndexTarget::Expr(expr) => format!("({expr})"),
        };
        let value = match part.prefix {
            Some(prefix) => format!("LEFT({value}, {prefix})"),
            None => value,
        };
        let collation =
            column(&part.target).and_then(|name| self.altered(table, name)).and_then(|(from, to)| {
                (from.collation.value() != to.collation.value()).then(|| self.collation(table, to))
            });
        match collation {
            Some(collation) => {
                format!("CONVERT({value} USING {}) COLLATE {collation}", character_set(collation))
            }
            None => value,
        }
    }

    fn orphans(&self, table: &ObjectName, key: &ForeignKey) -> Vec<Obstacle> {
        let ForeignKey { columns, references, referenced_columns, .. } = key;
        let collated = |table: &ObjectName, names: &[String]| {
            names
                .iter()
                .filter_map(|name| self.altered(table, name))
                .any(|(from, to)| from.collation.value() != to.collation.value())
        };
        if self.always_null(table, columns)
            || self.is_held(table, key)
            || collated(table, columns)
            || collated(references, referenced_columns)
        {
            return Vec::new();
        }
        let Some(source) = self.source(table, &|name| columns.iter().any(|column| column == name)) else {
            return Vec::new();
        };
        let server = self.server;
        let own = |name: &String| format!("{}.{}", server.name(&table.name), server.name(name));
        let mut filter: Vec<_> = columns.iter().map(|name| format!("{} IS NOT NULL", own(name))).collect();
        let alias = if table.name.eq_ignore_ascii_case("target") { "other" } else { "target" };
        let target =
            self.source_as(references, &|name| referenced_columns.iter().any(|other| other == name), alias);
        // Where the table is yet to come, nothing is there to point at.
        if let Some(target) = target {
            let pairs = columns.iter().zip(referenced_columns);
            let pairs: Vec<_> = pairs
                .map(|(name, other)| format!("{alias}.{} = {}", server.name(other), own(name)))
                .collect();
            filter.push(format!("NOT EXISTS (SELECT 1 FROM {target} WHERE {})", pairs.join(" AND ")));
        }
        let said: Vec<_> = columns.iter().map(|name| format!("`{name}`")).collect();
        vec![Obstacle {
            what: format!("rows of `{table}` whose {} points at no row of `{references}`", said.join(", ")),
            query: format!("SELECT * FROM {source} WHERE {}", filter.join(" AND ")),
        }]
    }

    fn unchecked(&self, table: &ObjectName, check: &Check) -> Vec<Obstacle> {
        let Check { name, expr, valid, options: _, origin: _ } = check;
        let before = self.before(table);
        let held = before.is_some_and(|table| {
            table.checks.iter().any(|other| other.name == *name && other.expr == *expr && other.valid)
        });
        if held || !valid {
            return Vec::new();
        }
        let Some(source) = self.source(table, &|name| names(expr.as_str(), name)) else { return Vec::new() };
        let said = name.as_ref().map_or_else(|| expr.to_string(), |name| format!("`{name}`"));
        vec![Obstacle {
            what: format!("rows of `{table}` that break the check {said}"),
            query: format!("SELECT * FROM {source} WHERE NOT ({expr})"),
        }]
    }

    /// The table as it is before.
    fn before(&self, table: &ObjectName) -> Option<&Table> {
        let former = self.steps.iter().find_map(|step| match step {
            Step::RenameTable { from, to } if to == table => Some(from),
            _ => None,
        });
        self.from.tables.get(former.unwrap_or(table))
    }

    /// A column's definition before and after, where it changes.
    fn altered(&self, table: &ObjectName, name: &str) -> Option<(&Column, &Column)> {
        self.steps.iter().find_map(|step| match step {
            Step::AlterColumn { table: of, from, to } if of == table && to.name == name => Some((from, to)),
            _ => None,
        })
    }

    /// Whether one of these columns comes and is null in all rows.
    fn always_null(&self, table: &ObjectName, columns: &[impl AsRef<str>]) -> bool {
        self.steps.iter().any(|step| match step {
            Step::AddColumn { table: of, column } => {
                of == table
                    && columns.iter().any(|name| name.as_ref() == column.name)
                    && column.backfill.is_none()
                    && column.default.value().is_none()
                    && column.generated.is_none()
            }
            _ => false,
        })
    }

    /// Whether the rows are unique in these columns already, or in some of them.
    fn is_unique(&self, table: &ObjectName, parts: &[IndexPart]) -> bool {
        let Some(before) = self.before(table) else { return false };
        let former = |name: &str| {
            let altered = self.altered(table, name).is_some_and(|(from, to)| {
                from.ty.value() != to.ty.value() || from.collation.value() != to.collation.value()
            });
            (!altered).then(|| self.former_name(table, name))
        };
        let parts = parts.iter().filter(|part| part.prefix.is_none());
        let columns: Vec<_> = parts.filter_map(|part| column(&part.target)).filter_map(former).collect();
        let among = |name: &str| columns.iter().any(|column| column == name);
        let key = before.primary_key.as_ref().is_some_and(|key| key.columns.iter().all(|name| among(name)));
        key || before.indexes.iter().any(|index| {
            let unique = match index.kind {
                IndexKind::Plain => false,
                IndexKind::Unique | IndexKind::Constraint(_) => true,
            };
            unique
                && index.parts.iter().all(|part| match &part.target {
                    IndexTarget::Column(name) => part.prefix.is_none() && among(name),
                    IndexTarget::Expr(_) => false,
                })
        })
    }

    /// Whether a key before held the same.
    fn is_held(&self, table: &ObjectName, key: &ForeignKey) -> bool {
        let Some(before) = self.before(table) else { return false };
        let former = |table: &ObjectName, names: &[String]| -> Vec<String> {
            names.iter().map(|name| self.former_name(table, name)).collect()
        };
        let target = self.before(&key.references).map(|table| &table.name);
        before.foreign_keys.iter().any(|other| {
            other.columns == former(table, &key.columns)
                && Some(&other.references) == target
                && other.referenced_columns == former(&key.references, &key.referenced_columns)
        })
    }

    fn former_name(&self, table: &ObjectName, name: &str) -> String {
        let former = self.steps.iter().find_map(|step| match step {
            Step::RenameColumn { table: of, from, to } if of == table && to == name => Some(from.clone()),
            _ => None,
        });
        former.unwrap_or_else(|| name.to_owned())
    }

    /// What to select from, under the table's own name.
    fn source(&self, table: &ObjectName, mentioned: &dyn Fn(&str) -> bool) -> Option<String> {
        self.source_as(table, mentioned, &table.name)
    }

    /// The columns that come and are mentioned, with those that they are computed from, which come before them.
    fn coming(&self, table: &ObjectName, mentioned: &dyn Fn(&str) -> bool) -> Vec<&Column> {
        let added = self.steps.iter().filter_map(|step| match step {
            Step::AddColumn { table: of, column } if of == table => Some(column),
            _ => None,
        });
        let mut coming: Vec<&Column> = Vec::new();
        // Each is computed from earlier ones alone.
        for column in added.collect::<Vec<_>>().into_iter().rev() {
            let is_source = coming.iter().filter_map(|other| other.generated.as_ref());
            let mut is_source = is_source.map(|generated| names(generated.expr.as_str(), &column.name));
            if mentioned(&column.name) || is_source.any(|is| is) {
                coming.push(column);
            }
        }
        coming.reverse();
        coming
    }

    /// What to select from, so that the columns that are mentioned have their new names, and those that come have the
    /// values that they come with; `None` where there are no rows, or nobody can tell.
    fn source_as(&self, table: &ObjectName, mentioned: &dyn Fn(&str) -> bool, alias: &str) -> Option<String> {
        let before = self.before(table)?;
        let server = self.server;
        let mut new = Vec::new();
        for column in self.coming(table, mentioned) {
            if before.column(&column.name).is_some() && self.former_name(table, &column.name) == column.name {
                return None;
            }
            let generated = column.generated.as_ref().map(|generated| &generated.expr);
            let value = generated.or(column.backfill.as_ref()).or(column.default.value().as_ref());
            if value.is_some_and(|value| VOLATILE.iter().any(|word| names(value.as_str(), word))) {
                return None;
            }
            new.push((column, value));
        }
        let also = |name: &str| {
            new.iter().any(|(_, value): &(&Column, Option<&Expr>)| {
                value.is_some_and(|value| names(value.as_str(), name))
            })
        };
        let renamed = self.steps.iter().filter_map(|step| match step {
            Step::RenameColumn { table: of, from, to } if of == table && (mentioned(to) || also(to)) => {
                Some(format!("{} AS {}", server.name(from), server.name(to)))
            }
            _ => None,
        });
        let renamed: Vec<_> = renamed.collect();
        let alias = server.name(alias);
        let mut source = server.table(&before.name);
        if !renamed.is_empty() {
            source = format!("(SELECT *, {} FROM {source}) AS {alias}", renamed.join(", "));
        }
        let has_alias = !renamed.is_empty() || !new.is_empty();
        // What is computed may be so of what comes with it.
        let (plain, computed): (Vec<_>, Vec<_>) =
            new.into_iter().partition(|(column, _)| column.generated.is_none());
        let computed = computed.into_iter().map(|column| vec![column]);
        for layer in std::iter::once(plain).chain(computed).filter(|layer| !layer.is_empty()) {
            let values: Vec<_> = layer
                .iter()
                .map(|(column, value)| {
                    let value = value.map_or("NULL".to_owned(), |value| format!("({value})"));
                    format!("{value} AS {}", server.name(&column.name))
                })
                .collect();
            source = format!("(SELECT *, {} FROM {source}) AS {alias}", values.join(", "));
        }
        if !has_alias && source != alias {
            source = format!("{source} AS {alias}");
        }
        Some(source)
    }
}

/// The character set that a collation is of, whose name it begins with.
fn character_set(collation: &str) -> &str {
    collation.split('_').next().unwrap_or_default()
}

fn column(target: &IndexTarget) -> Option<&str> {
    match target {
        IndexTarget::Column(name) => Some(name),
        IndexTarget::Expr(_) => None,
    }
}
