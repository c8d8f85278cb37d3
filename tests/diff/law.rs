//! For schemas that nobody wrote: what is applied is there, and nothing is left to do.

use super::{column, schema};
use schema_runtime::diff::{Change, Difference, Meanings, Severity, apply, diff, select};
use schema_runtime::model::{
    Action, Check, Deferrability, EnumType, Expr, ForeignKey, Generated, Identity, Index, IndexKind,
    IndexPart, IndexTarget, NullsOrder, ObjectName, Options, Order, PrimaryKey, Promise, Schema, SqlType,
    Storage, Table,
};

/// Numbers that look like chance and are the same each time (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % end as u64).expect("a small number")
    }

    fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.below(of.len())].clone()
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 0).then(|| make(self))
    }

    fn promise<T>(&mut self, value: T) -> Promise<T> {
        if self.below(2) == 0 { Promise::Exact(value) } else { Promise::Open(value) }
    }

    fn some_columns(&mut self, table: &Table) -> Vec<String> {
        let first = self.below(table.columns.len());
        let names = table.columns.iter().map(|column| column.name.clone());
        names.cycle().skip(first).take(1 + self.below(2).min(table.columns.len() - 1)).collect()
    }

    fn expr(&mut self) -> Expr {
        Expr::new(self.one(&["id > 0", "id IS NULL", "lower(id)", "id + 1"]))
    }
}

/// A schema as entities declare it.
fn declared(chance: &mut Chance) -> Schema {
    let names = ["assets", "users", "Straße", "order"];
    let tables: Vec<_> = names.iter().filter_map(|name| chance.maybe(|chance| table(chance, name))).collect();
    let mut schema = schema(tables);
    let all = schema.tables.clone();
    for table in schema.tables.values_mut() {
        table.foreign_keys.retain(|key| {
            let target = all.get(&key.references);
            target
                .is_some_and(|target| key.referenced_columns.iter().all(|name| target.column(name).is_some()))
        });
    }
    for name in ["mood", "kind"] {
        let name = ObjectName::new(name);
        let labels = ["x", "y", "z"].map(str::to_owned);
        let first = chance.below(3);
        let values = labels.into_iter().cycle().skip(first).take(1 + chance.below(3)).collect();
        if chance.below(2) == 0 {
            schema.enums.insert(name.clone(), EnumType::new(name, values));
        }
    }
    schema
}

fn table(chance: &mut Chance, name: &str) -> Table {
    let mut table = Table::new(ObjectName::new(name));
    table.comment = Promise::Open(None);
    for name in ["id", "a", "b", "c", "d"] {
        let Some(()) = (name == "id").then_some(()).or_else(|| chance.maybe(|_| ())) else { continue };
        let one = column(name, "", |column| {
            let length = 1 + chance.below(3);
            let ty = chance.one(&[SqlType::new("text"), SqlType::new("varchar").with([length])]);
            column.ty = chance.promise(ty);
            column.accepts = ["text", "varchar"].map(str::to_owned).into();
            column.nullable = chance.below(2) == 0;
            let default = chance.maybe(Chance::expr);
            column.default = chance.promise(default);
            column.generated = (chance.below(8) == 0).then(|| Generated {
                expr: chance.expr(),
                storage: chance.one(&[Storage::Stored, Storage::Virtual]),
            });
            let identity = chance.maybe(|chance| chance.one(&[Identity::Serial, Identity::Always]));
            column.identity = chance.promise(identity);
            let collation = chance.maybe(|_| "C".to_owned());
            column.collation = chance.promise(collation);
        });
        table.columns.push(one);
    }
    table.primary_key = chance.maybe(|chance| PrimaryKey {
        name: chance.maybe(|_| "pk".to_owned()),
        columns: chance.some_columns(&table),
    });
    for number in 0..chance.below(4) {
        let index = index(chance, &table, number);
        // A database has at most one of a name, and no entity has two that are alike.
        let alike =
            |other: &Index| Index { name: None, ..other.clone() } == Index { name: None, ..index.clone() };
        if !table.indexes.iter().any(alike) {
            table.indexes.push(index);
        }
    }
    for number in 0..chance.below(3) {
        let columns = chance.some_columns(&table);
        let key = ForeignKey {
            name: chance.maybe(|_| format!("fk{number}")),
            referenced_columns: columns.clone(),
            columns,
            references: ObjectName::new(chance.one(&["assets", "users"])),
            on_delete: {
                let action = chance.one(&[Action::Cascade, Action::NoAction]);
                chance.promise(action)
            },
            on_update: {
                let action = chance.one(&[Action::Cascade, Action::NoAction]);
                chance.promise(action)
            },
            deferrable: chance.one(&[Deferrability::NotDeferrable, Deferrability::InitiallyDeferred]),
            valid: true,
            options: Promise::Exact(Options::new()),
            origin: None,
        };
        let same =
            |other: &ForeignKey| (&other.columns, &other.references) == (&key.columns, &key.references);
        if !table.foreign_keys.iter().any(same) {
            table.foreign_keys.push(key);
        }
    }
    for number in 0..chance.below(3) {
        let check = Check {
            name: chance.maybe(|_| format!("check{number}")),
            expr: chance.expr(),
            valid: true,
            options: Promise::Exact(Options::new()),
            origin: None,
        };
        if !table.checks.iter().any(|other| other.expr == check.expr) {
            table.checks.push(check);
        }
    }
    table
}

fn index(chance: &mut Chance, table: &Table, number: usize) -> Index {
    let part = |chance: &mut Chance, name: String| {
        let target = match chance.below(5) {
            0 => IndexTarget::Expr(chance.expr()),
            _ => IndexTarget::Column(name),
        };
        let (order, nulls) =
            chance.one(&[(Order::Ascending, NullsOrder::Last), (Order::Descending, NullsOrder::First)]);
        IndexPart { target, order, nulls, ..IndexPart::column("") }
    };
    let constraint = IndexKind::Constraint(Deferrability::NotDeferrable);
    Index {
        name: chance.maybe(|_| format!("index{number}")),
        kind: chance.one(&[IndexKind::Plain, IndexKind::Unique, constraint]),
        parts: chance.some_columns(table).into_iter().map(|name| part(chance, name)).collect(),
        predicate: if chance.below(4) == 0 { Some(chance.expr()) } else { None },
        nulls_not_distinct: chance.below(4) == 0,
        ..super::indexes::plain(&[])
    }
}

fn created(declared: &Schema) -> Schema {
    let differences = diff(&Schema::default(), declared, &Meanings::default());
    apply(&Schema::default(), differences.iter().filter_map(|difference| difference.change.as_ref()))
}

fn pairs() -> impl Iterator<Item = (Schema, Schema)> {
    let mut chance = Chance(0x2545_F491_4F6C_DD1D);
    (0..1000).map(move |_| (created(&declared(&mut chance)), declared(&mut chance)))
}

fn left(live: &Schema, declared: &Schema, harmless: fn(&Difference) -> bool) -> Vec<Difference> {
    let differences = diff(live, declared, &Meanings::default());
    differences.into_iter().filter(|difference| !harmless(difference)).collect()
}

#[test]
fn what_is_created_is_clean() {
    for (_, declared) in pairs() {
        assert_eq!(left(&created(&declared), &declared, |_| false), []);
    }
}

#[test]
fn after_all_that_is_not_harmless_only_what_is_harmless_is_left() {
    for (live, declared) in pairs() {
        let differences = diff(&live, &declared, &Meanings::default());
        // What the database needs to lose, it may lose.
        let selection = select(&differences, |difference| difference.severity == Severity::Breaking);
        let after = apply(&live, selection.changes.iter().copied());
        assert_eq!(
            left(&after, &declared, |d| d.severity == Severity::Harmless),
            [],
            "{live:#?}\n{declared:#?}"
        );
    }
}

#[test]
fn after_all_changes_nothing_is_left_that_could_be_changed() {
    for (live, declared) in pairs() {
        let differences = diff(&live, &declared, &Meanings::default());
        let changes: Vec<&Change> = select(&differences, |_| true).changes;
        let forth = apply(&live, changes.iter().copied());
        assert_eq!(left(&forth, &declared, |difference| difference.change.is_none()), []);
        assert_eq!(forth, sorted_like(&forth, apply(&live, changes.iter().rev().copied())));
    }
}

/// What is added stands in the order in which it came; all else must be the same.
fn sorted_like(one: &Schema, mut other: Schema) -> Schema {
    for (name, table) in &mut other.tables {
        let Some(like) = one.tables.get(name) else { continue };
        let place = |column: &str| like.columns.iter().position(|other| other.name == column);
        table.columns.sort_by_key(|column| place(&column.name));
        table.indexes.sort_by_key(|index| like.indexes.iter().position(|other| other == index));
        table.foreign_keys.sort_by_key(|key| like.foreign_keys.iter().position(|other| other == key));
        table.checks.sort_by_key(|check| like.checks.iter().position(|other| other == check));
    }
    other
}
