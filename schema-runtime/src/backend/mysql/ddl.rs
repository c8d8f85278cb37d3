//! Steps in, the statements of MySQL and MariaDB out.

use super::Server;
use super::server::Flavour;
use crate::backend::lexer::{self, Escapes};
use crate::error::Error;
use crate::model::{
    Action, Check, Column, Deferrability, Expr, ForeignKey, Generated, Identity, Index, IndexKind,
    IndexTarget, ObjectName, PrimaryKey, Schema, Storage, Table,
};
use crate::plan::{Capabilities, ColumnCall, CreateTable, NameLength, Statement, Step};
use sea_orm::ColumnType;

pub(in crate::backend) fn capabilities(server: &Server) -> Capabilities {
    Capabilities {
        enum_types: false,
        schemas: true,
        add_foreign_key: true,
        alter_constraint: true,
        alter_primary_key: true,
        alter_column: true,
        alter_options: true,
        add_computed_column: true,
        comments: true,
        rename_index: server.is_at_least((10, 5, 2), (5, 7, 0)),
        rename_constraint: false,
        named_uniques: true,
        named_sequences: false,
        foreign_key_needs_index: true,
        drop_column_cascades: false,
        one_index_of_a_name: false,
        one_key_of_a_name: true,
        // https://dev.mysql.com/doc/refman/8.0/en/identifier-length.html
        longest_name: Some(NameLength::Characters(64)),
        binary_json: false,
        online: false,
    }
}

pub(in crate::backend) fn ddl(server: &Server, step: &Step) -> Result<Vec<Statement>, Error> {
    let table_sql = |table: &ObjectName| format!("ALTER TABLE {}", server.table(table));
    Ok(match step {
        Step::CreateSchema(name) => {
            vec![Statement::Raw(format!("CREATE DATABASE IF NOT EXISTS {}", server.name(name)))]
        }
        Step::CreateEnum(ty) | Step::DropEnum(ty) | Step::AlterEnum { from: _, to: ty, columns: _ } => {
            return Err(server.unsupported(
                format!("change the enum type `{}`", ty.name),
                "an enum is a column's own type there".to_owned(),
            ));
        }
        Step::CreateTable(table) => vec![Statement::CreateTable(server.create_table(table)?)],
        Step::DropTable(table) => vec![Statement::DropTable(table.name.clone())],
        Step::DropCircle(tables) => {
            tables.iter().map(|table| Statement::DropTable(table.name.clone())).collect()
        }
        Step::RenameTable { from, to } => {
            vec![Statement::RenameTable { from: from.clone(), to: to.clone() }]
        }
        Step::SetTableComment { table, from: _, to } => {
            let comment = server.text(to.as_deref().unwrap_or_default());
            vec![Statement::Raw(format!("{} COMMENT = {comment}", table_sql(table)))]
        }
        Step::AddColumn { table, column } => server.add_column(table, column)?,
        Step::AlterColumn { table, from, to } => server.alter_column(table, from, to)?,
        Step::RenameColumn { table, from, to } => vec![server.rename_column(table, from, to)?],
        Step::DropColumn { table, column } => {
            vec![Statement::DropColumn { table: table.clone(), column: column.name.clone() }]
        }
        Step::AddPrimaryKey { table, key: PrimaryKey { name: _, columns } } => {
            vec![Statement::Raw(format!("{} ADD PRIMARY KEY ({})", table_sql(table), server.names(columns)))]
        }
        Step::DropPrimaryKey { table, key: _ } => {
            vec![Statement::Raw(format!("{} DROP PRIMARY KEY", table_sql(table)))]
        }
        Step::CreateIndex { table, index } => server.create_index(table, index)?,
        Step::DropIndex { table, index } => {
            vec![Statement::DropIndex { table: table.clone(), name: named(index.name.as_ref()) }]
        }
        Step::RenameIndex { table, from, to } => {
            let from = server.name(&named(from.name.as_ref()));
            vec![Statement::Raw(format!("{} RENAME INDEX {from} TO {}", table_sql(table), server.name(to)))]
        }
        Step::RenameConstraint { table, from, to: _ } | Step::RenameSequence { table, from, to: _ } => {
            return Err(server.unsupported(
                format!("rename `{from}` of `{table}`"),
                "keys and checks keep their names here, and plans for it have no such step".to_owned(),
            ));
        }
        Step::CreateSequence(_) | Step::AlterSequence { .. } | Step::DropSequence(_) | Step::Set { .. } => {
            return Err(server.unsupported(
                step.title(),
                "none of it is read here, and plans for it have no such step".to_owned(),
            ));
        }
        Step::AddForeignKey { table, key } => vec![server.add_foreign_key(table, key)?],
        Step::DropForeignKey { table, key } => {
            vec![Statement::DropForeignKey { table: table.clone(), name: named(key.name.as_ref()) }]
        }
        Step::AddCheck { table, check } => vec![server.add_check(table, check)?],
        Step::DropCheck { table, check } => vec![server.drop_check(table, check)?],
        Step::ValidateForeignKey { table, key: _ } | Step::ValidateCheck { table, check: _ } => {
            return Err(server.unsupported(
                format!("validate a key or a check of `{table}`"),
                "it looks at the rows that are there as soon as either is added".to_owned(),
            ));
        }
        Step::RebuildTable { from, to: _ } => {
            return Err(server.unsupported(
                format!("rebuild the table `{}`", from.name),
                "it changes tables in place".to_owned(),
            ));
        }
    })
}

pub(super) fn named(name: Option<&String>) -> String {
    name.cloned().unwrap_or_default()
}

impl Server {
    pub(super) fn unsupported(&self, step: String, why: String) -> Error {
        let backend = match self.flavour {
            Flavour::MariaDb => "MariaDB",
            Flavour::MySql => "MySQL",
        };
        Error::Unsupported { step, backend, why }
    }

    fn create_table(&self, table: &Table) -> Result<CreateTable, Error> {
        let Table {
            name,
            columns,
            primary_key,
            indexes: _,
            foreign_keys,
            checks,
            comment,
            options,
            renamed_from: _,
            origin: _,
        } = table;
        let key = primary_key.as_ref().map_or(&[][..], |key| key.columns.as_slice());
        let mut calls = Vec::new();
        for column in columns {
            let mut call = self.column_call(column)?;
            call.primary_key = key == [column.name.as_str()];
            calls.push(call);
        }
        self.can_hold(table)?;
        let numbered = columns.iter().find(|column| is_numbered(column));
        for check in checks.iter().filter(|check| check.name.is_some()) {
            self.can_check(name, check)?;
            if let Some(column) = numbered.filter(|column| names(check.expr.as_str(), &column.name)) {
                return Err(self.unsupported(
                    format!("create the check `{}` of `{name}`", named(check.name.as_ref())),
                    format!("a check there cannot name `{}`, which is AUTO_INCREMENT", column.name),
                ));
            }
        }
        let options = options.value();
        Ok(CreateTable {
            name: name.clone(),
            columns: calls,
            primary_key: primary_key.clone().filter(|key| key.columns.len() > 1),
            uniques: Vec::new(),
            foreign_keys: foreign_keys.clone(),
            // One without a name stands in its column.
            checks: checks.iter().filter(|check| check.name.is_some()).cloned().collect(),
            comment: comment.value().clone(),
            extra: (!options.is_empty()).then(|| options.join(" ")),
        })
    }

    /// A column in full, as `CREATE TABLE`, `ADD COLUMN` and `MODIFY COLUMN` need it.
    pub(super) fn column_call(&self, column: &Column) -> Result<ColumnCall, Error> {
        let Column {
            name,
            ty,
            accepts: _,
            nullable,
            default,
            generated,
            identity: _,
            // A sequence counts it, or nothing does.
            numbering: _,
            collation,
            comment,
            on_update,
            extra,
            renamed_from: _,
            renamed_values: _,
            using: _,
            backfill: _,
            origin: _,
        } = column;
        let mut ty = self.builder_type(ty.value());
        let mut words = Vec::new();
        if let Some(collation) = collation.value() {
            match generated {
                // There it belongs to the type.
                Some(_) => {
                    let sql = self.type_sql(column.ty.value());
                    ty = ColumnType::custom(format!("{sql} COLLATE {collation}"));
                }
                None => words.push(format!("COLLATE {collation}")),
            }
        }
        if let Some(now) = on_update.value() {
            words.push(format!("ON UPDATE {now}"));
        }
        if generated.is_some() && !nullable {
            words.push("NOT NULL".to_owned());
        }
        // A check ends the definition, and the builder puts the comment last.
        let mut comment = comment.value().clone();
        if let Some(extra) = extra {
            words.extend(comment.take().map(|comment| format!("COMMENT {}", self.text(&comment))));
            words.push(extra.clone());
        }
        Ok(ColumnCall {
            ty: Some(ty),
            not_null: generated.is_none().then_some(!nullable),
            default: default.value().clone(),
            auto_increment: is_numbered(column),
            generated: generated.clone(),
            comment,
            extra: (!words.is_empty()).then(|| words.join(" ")),
            ..ColumnCall::new(name)
        })
    }

    fn add_column(&self, table: &ObjectName, column: &Column) -> Result<Vec<Statement>, Error> {
        let add = |call| Statement::AddColumn { table: table.clone(), column: call };
        let call = self.column_call(column)?;
        let Some(backfill) = &column.backfill else { return Ok(vec![add(call)]) };
        let filled = self.update(table, &column.name, backfill, "");
        if column.nullable {
            return Ok(vec![add(call), filled]);
        }
        Ok(vec![
            add(ColumnCall { not_null: Some(false), ..call.clone() }),
            filled,
            Statement::ModifyColumn { table: table.clone(), column: call },
        ])
    }

    fn alter_column(&self, table: &ObjectName, from: &Column, to: &Column) -> Result<Vec<Statement>, Error> {
        if let (Some(before), Some(after)) = (&from.generated, &to.generated)
            && before.storage != after.storage
        {
            return Err(self.unsupported(
                format!("change the column `{table}.{}`", to.name),
                "a generated column stays stored or virtual; drop it and add it again".to_owned(),
            ));
        }
        if let (Some(Generated { expr: _, storage: Storage::Virtual }), None) =
            (&from.generated, &to.generated)
        {
            return Err(self.unsupported(
                format!("keep the values of the column `{table}.{}`", to.name),
                "a virtual column has none; drop it and add it again".to_owned(),
            ));
        }
        self.can_convert(table, from, to)?;
        if let Some((former, new)) = from.renames_to(to).first() {
            return Err(self.unsupported(
                format!("rename the value `{former}` of `{table}.{}` to `{new}`", to.name),
                "its labels are part of the column: add the new one, update the rows, and remove the former one".to_owned(),
            ));
        }
        let mut statements = Vec::new();
        if let Some(using) = to.using.as_ref().filter(|_| from.ty.value() != to.ty.value()) {
            statements.push(self.update(table, &to.name, using, ""));
        }
        if let Some(backfill) = to.backfill.as_ref().filter(|_| from.nullable && !to.nullable) {
            let nulls = format!(" WHERE {} IS NULL", self.name(&to.name));
            statements.push(self.update(table, &to.name, backfill, &nulls));
        }
        statements.push(Statement::ModifyColumn { table: table.clone(), column: self.column_call(to)? });
        Ok(statements)
    }

    /// That there is a way from the one type to the other.
    pub(super) fn can_convert(&self, table: &ObjectName, from: &Column, to: &Column) -> Result<(), Error> {
        let (old, new) = (from.ty.value(), to.ty.value());
        if to.using.is_some() || to.generated.is_some() || !self.has_no_cast(old, new) {
            return Ok(());
        }
        Err(self.unsupported(
            format!("change the column `{table}.{}` from {old} to {new}", to.name),
            "it has no cast from the one to the other; give the entity a `using` that converts the values"
                .to_owned(),
        ))
    }

    pub(super) fn update(&self, table: &ObjectName, column: &str, value: &Expr, filter: &str) -> Statement {
        Statement::Raw(format!("UPDATE {} SET {} = {value}{filter}", self.table(table), self.name(column)))
    }

    fn rename_column(&self, table: &ObjectName, from: &str, to: &str) -> Result<Statement, Error> {
        if !self.is_at_least((10, 5, 2), (8, 0, 0)) {
            return Err(self.unsupported(
                format!("rename the column `{table}.{from}`"),
                "this version has no RENAME COLUMN; write CHANGE COLUMN by hand".to_owned(),
            ));
        }
        Ok(Statement::RenameColumn { table: table.clone(), from: from.to_owned(), to: to.to_owned() })
    }

    fn create_index(&self, table: &ObjectName, index: &Index) -> Result<Vec<Statement>, Error> {
        let name = named(index.name.as_ref());
        if let Some(why) = self.no_index(index) {
            return Err(self.unsupported(format!("create the index `{name}` of `{table}`"), why));
        }
        let create = match index.method.as_str() {
            "btree" | "fulltext" => Statement::CreateIndex { table: table.clone(), index: index.clone() },
            method => {
                let columns: Vec<_> = index.parts.iter().map(|part| self.part_sql(&part.target)).collect();
                Statement::Raw(format!(
                    "CREATE {} INDEX {} ON {} ({})",
                    method.to_uppercase(),
                    self.name(&name),
                    self.table(table),
                    columns.join(", ")
                ))
            }
        };
        if index.valid {
            return Ok(vec![create]);
        }
        let ignored = if self.is_mariadb() { "IGNORED" } else { "INVISIBLE" };
        let add = self.clause(table, &create);
        Ok(vec![Statement::Raw(format!("ALTER TABLE {} {add} {ignored}", self.table(table)))])
    }

    fn part_sql(&self, target: &IndexTarget) -> String {
        match target {
            IndexTarget::Column(name) => self.name(name),
            IndexTarget::Expr(expr) => format!("({expr})"),
        }
    }

    /// Why there can be no such index.
    fn no_index(&self, index: &Index) -> Option<String> {
        let Index {
            name: _,
            kind,
            method,
            parts,
            include,
            predicate,
            nulls_not_distinct,
            valid: _,
            origin: _,
        } = index;
        let has_expression = parts.iter().any(|part| matches!(part.target, IndexTarget::Expr(_)));
        let has_expressions = !self.is_mariadb() && self.version >= (8, 0, 13);
        if predicate.is_some() {
            Some("an index has all rows there; leave `predicate` out, or index a generated column that is null \
                  for the others"
                .to_owned())
        } else if has_expression && !has_expressions {
            Some("an index has columns alone there; index a generated column".to_owned())
        } else if !include.is_empty() {
            Some(
                "an index carries no other columns there; leave `include` out, or add them to its columns"
                    .to_owned(),
            )
        } else if *nulls_not_distinct {
            Some("two nulls never clash there; make the columns not null".to_owned())
        } else if !matches!(method.as_str(), "btree" | "fulltext" | "spatial") {
            Some(format!("its methods are btree, fulltext and spatial; `{method}` is none of them"))
        } else if parts.iter().any(|part| part.opclass.is_some() || part.collation.is_some()) {
            Some("a part of an index has neither operator class nor collation there; give the column the collation"
                .to_owned())
        } else {
            match kind {
                IndexKind::Plain
                | IndexKind::Unique
                | IndexKind::Constraint(Deferrability::NotDeferrable) => None,
                IndexKind::Constraint(
                    Deferrability::InitiallyImmediate | Deferrability::InitiallyDeferred,
                ) => Some("constraints are checked at once there; leave `deferrable` out".to_owned()),
            }
        }
    }

    fn add_foreign_key(&self, table: &ObjectName, key: &ForeignKey) -> Result<Statement, Error> {
        let refused = |why: &str| {
            let columns = key.columns.join(", ");
            Err(self.unsupported(format!("add the foreign key of `{table}` ({columns})"), why.to_owned()))
        };
        if key.deferrable != Deferrability::NotDeferrable {
            return refused("keys are checked at once there; leave `deferrable` out");
        }
        if [&key.on_delete, &key.on_update].iter().any(|action| *action.value() == Action::SetDefault) {
            return refused("InnoDB refuses `SetDefault`; write `SetNull` or `Restrict`");
        }
        Ok(Statement::AddForeignKey { table: table.clone(), key: key.clone() })
    }

    /// Of a table's keys, on either end: one that follows a column which can be null must be able to be null too.
    pub(super) fn can_point(&self, name: &ObjectName, schema: &Schema) -> Result<(), Error> {
        let nullable =
            |table: &Table, name: &String| table.column(name).is_some_and(|column| column.nullable);
        let keys =
            schema.tables.values().flat_map(|table| table.foreign_keys.iter().map(move |key| (table, key)));
        let follows = |key: &ForeignKey| self.is_mariadb() && *key.on_update.value() == Action::Cascade;
        for (table, key) in
            keys.filter(|(table, key)| follows(key) && (table.name == *name || key.references == *name))
        {
            let Some(target) = schema.tables.get(&key.references) else { continue };
            let mut pairs = key.columns.iter().zip(&key.referenced_columns);
            let broken = pairs.find(|(here, there)| !nullable(table, here) && nullable(target, there));
            if let Some((here, there)) = broken {
                return Err(self.unsupported(
                    format!("let the key of `{}` ({}) be there", table.name, key.columns.join(", ")),
                    format!(
                        "`{here}` cannot be null and follows `{there}` of `{}`, which can; let the key be without \
                         `on_update = \"Cascade\"`, or make the two alike",
                        target.name
                    ),
                ));
            }
        }
        Ok(())
    }

    /// It numbers at most the first column of a key or an index, and its checks name no column that a key of its own sets.
    pub(super) fn can_hold(&self, table: &Table) -> Result<(), Error> {
        let leads = |column: &Column| {
            let key = table.primary_key.as_ref().and_then(|key| key.columns.first());
            let first = |index: &Index| index.parts.first().map(|part| part.target.clone());
            let target = IndexTarget::Column(column.name.clone());
            key == Some(&column.name)
                || table.indexes.iter().any(|index| first(index).as_ref() == Some(&target))
        };
        if let Some(column) = table.columns.iter().find(|column| is_numbered(column) && !leads(column)) {
            return Err(self.unsupported(
                format!("number `{}.{}`", table.name, column.name),
                "it numbers only the first column of a key or an index".to_owned(),
            ));
        }
        // It keeps what a column of JSON holds by a check of its own, which has the column's name.
        let json = |name: &String| {
            let is =
                |column: &&Column| column.ty.value().name == "json" && column.name.eq_ignore_ascii_case(name);
            table.columns.iter().any(|column| is(&column))
        };
        if let Some(name) =
            table.checks.iter().filter_map(|check| check.name.as_ref()).find(|name| json(name))
            && self.is_mariadb()
        {
            return Err(self.unsupported(
                format!("add the check `{name}` of `{}`", table.name),
                "a column of JSON has a check under its own name there; give yours another".to_owned(),
            ));
        }
        let sets = |key: &&ForeignKey| match (key.on_update.value(), key.on_delete.value()) {
            (Action::Cascade | Action::SetNull, _) | (_, Action::SetNull) => true,
            (
                Action::NoAction | Action::Restrict | Action::SetDefault,
                Action::NoAction | Action::Restrict | Action::SetDefault | Action::Cascade,
            ) => false,
        };
        for column in table.foreign_keys.iter().filter(sets).flat_map(|key| &key.columns) {
            if let Some(check) = table.checks.iter().find(|check| names(check.expr.as_str(), column)) {
                return Err(self.unsupported(
                    format!("check ({}) in `{}`", check.expr, table.name),
                    format!(
                        "a check there cannot name `{column}`, which a foreign key sets; let the key be without \
                         `on_update = \"Cascade\"` and `SetNull`, or leave the check out"
                    ),
                ));
            }
        }
        Ok(())
    }

    fn can_check(&self, table: &ObjectName, check: &Check) -> Result<(), Error> {
        if self.is_at_least((10, 2, 1), (8, 0, 16)) {
            return Ok(());
        }
        Err(self.unsupported(
            format!("add the check `{}` to `{table}`", named(check.name.as_ref())),
            "this version reads checks and forgets them".to_owned(),
        ))
    }

    fn add_check(&self, table: &ObjectName, check: &Check) -> Result<Statement, Error> {
        self.can_check(table, check)?;
        let name =
            check.name.as_ref().map(|name| format!("CONSTRAINT {} ", self.name(name))).unwrap_or_default();
        let enforced = if check.valid { "" } else { " NOT ENFORCED" };
        let sql = format!("ALTER TABLE {} ADD {name}CHECK ({}){enforced}", self.table(table), check.expr);
        Ok(Statement::Raw(sql))
    }

    fn drop_check(&self, table: &ObjectName, check: &Check) -> Result<Statement, Error> {
        let Some(name) = &check.name else {
            return Err(self.unsupported(
                format!("drop the check ({}) of `{table}`", check.expr),
                "it stands in the definition of its column; write MODIFY COLUMN without it by hand"
                    .to_owned(),
            ));
        };
        let word = if self.is_at_least((10, 2, 1), (8, 0, 19)) { "CONSTRAINT" } else { "CHECK" };
        Ok(Statement::Raw(format!("ALTER TABLE {} DROP {word} {}", self.table(table), self.name(name))))
    }
}

pub(super) fn is_numbered(column: &Column) -> bool {
    match column.identity.value() {
        Some(
            Identity::AutoIncrement
            | Identity::ByDefault
            | Identity::Always
            | Identity::Serial
            | Identity::RowId,
        ) => true,
        None => false,
    }
}

/// Whether an expression names a column, as far as its words tell; one that cannot be read is left to the server.
pub(super) fn names(expr: &str, column: &str) -> bool {
    let tokens = lexer::tokens(expr, Escapes::Backslash).unwrap_or_default();
    tokens.iter().any(|token| match token.inside() {
        Some(inside) => names(inside, column),
        None => token.name().is_some_and(|name| name.eq_ignore_ascii_case(column)),
    })
}
