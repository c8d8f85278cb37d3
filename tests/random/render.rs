//! A made-up schema comes in; the same under its real names goes out, as a database would spell it.

use super::world::{MARK, World};
use schema_runtime::model::{
    Check, Column, EnumType, Expr, ForeignKey, Generated, Index, IndexPart, IndexTarget, ObjectName,
    PrimaryKey, Promise, Schema, SqlType, Table,
};

impl World<'_> {
    /// Its schema; what has another name in `before` is declared as renamed, where an entity could.
    pub fn rendered(&self, before: Option<&World<'_>>) -> Schema {
        let mut schema = Schema::default();
        for table in self.schema.tables.values() {
            let mut rendered = self.render_table(table);
            if let Some(before) = before {
                self.remember(before, table, &mut rendered);
            }
            schema.tables.insert(rendered.name.clone(), rendered);
        }
        for EnumType { name, values, renamed } in self.schema.enums.values() {
            let name = self.object(name);
            schema
                .enums
                .insert(name.clone(), EnumType { name, values: values.clone(), renamed: renamed.clone() });
        }
        schema
    }

    fn remember(&self, before: &World<'_>, table: &Table, rendered: &mut Table) {
        let Some(former) = before.schema.tables.get(&table.name) else { return };
        let was = before.object(&former.name);
        let both = |world: &World<'_>, name: &ObjectName| {
            world.schema.tables.keys().any(|number| world.object(number) == *name)
        };
        let is = rendered.name.clone();
        let renamed = was != is && !both(self, &was) && !both(before, &is);
        if was != is && !renamed {
            return;
        }
        rendered.renamed_from = renamed.then(|| was.name.clone());
        for (column, rendered) in table.columns.iter().zip(&mut rendered.columns) {
            if former.column(&column.name).is_none() {
                continue;
            }
            let was = before.real(&column.name);
            let has = |world: &World<'_>, table: &Table, name: &str| {
                table.columns.iter().any(|column| world.real(&column.name) == name)
            };
            if was != rendered.name && !has(self, table, &was) && !has(before, former, &rendered.name) {
                rendered.renamed_from = Some(was);
            }
        }
    }

    pub fn real(&self, number: &str) -> String {
        self.names.get(number).cloned().unwrap_or_else(|| number.to_owned())
    }

    pub fn object(&self, name: &ObjectName) -> ObjectName {
        ObjectName { schema: name.schema.clone(), name: self.real(&name.name) }
    }

    fn all(&self, names: &[String]) -> Vec<String> {
        names.iter().map(|name| self.real(name)).collect()
    }

    pub fn expr(&self, expr: &Expr) -> Expr {
        let pieces = expr.as_str().split(MARK).enumerate().map(|(at, piece)| {
            if at % 2 == 0 { piece.to_owned() } else { self.words.quoted(&self.real(piece)) }
        });
        Expr::new(pieces.collect::<String>())
    }

    pub fn render_type(&self, ty: &SqlType) -> SqlType {
        match self.enum_of(ty) {
            Some(_) => SqlType { name: self.real(&ty.name), ..ty.clone() },
            None => ty.clone(),
        }
    }

    fn render_table(&self, table: &Table) -> Table {
        let mut rendered = Table {
            name: self.object(&table.name),
            columns: table.columns.iter().map(|column| self.column(column)).collect(),
            primary_key: table.primary_key.as_ref().map(|PrimaryKey { name, columns }| PrimaryKey {
                name: name.as_ref().map(|name| self.real(name)),
                columns: self.all(columns),
            }),
            indexes: table.indexes.iter().map(|index| self.index(index)).collect(),
            foreign_keys: table.foreign_keys.iter().map(|key| self.key(key)).collect(),
            checks: table
                .checks
                .iter()
                .map(|check| Check {
                    name: check.name.as_ref().map(|name| self.real(name)),
                    expr: self.expr(&check.expr),
                    ..check.clone()
                })
                .collect(),
            ..table.clone()
        };
        rendered.indexes.sort_by(|a, b| a.name.cmp(&b.name));
        rendered.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
        rendered.checks.sort_by(|a, b| (&a.name, &a.expr).cmp(&(&b.name, &b.expr)));
        rendered
    }

    fn column(&self, column: &Column) -> Column {
        Column {
            name: self.real(&column.name),
            ty: Promise::Exact(self.render_type(column.ty.value())),
            generated: column
                .generated
                .as_ref()
                .map(|Generated { expr, storage }| Generated { expr: self.expr(expr), storage: *storage }),
            ..column.clone()
        }
    }

    fn index(&self, index: &Index) -> Index {
        let part = |part: &IndexPart| IndexPart {
            target: match &part.target {
                IndexTarget::Column(name) => IndexTarget::Column(self.real(name)),
                IndexTarget::Expr(expr) => IndexTarget::Expr(self.expr(expr)),
            },
            ..part.clone()
        };
        Index {
            name: index.name.as_ref().map(|name| self.real(name)),
            parts: index.parts.iter().map(part).collect(),
            include: self.all(&index.include),
            predicate: index.predicate.as_ref().map(|predicate| self.expr(predicate)),
            ..index.clone()
        }
    }

    fn key(&self, key: &ForeignKey) -> ForeignKey {
        ForeignKey {
            name: key.name.as_ref().map(|name| self.real(name)),
            columns: self.all(&key.columns),
            references: self.object(&key.references),
            referenced_columns: self.all(&key.referenced_columns),
            ..key.clone()
        }
    }
}
