//! Random pairs of schemas, and a world in which steps are carried out as strictly as a server does it: every plan
//! has to arrive, and its inverse to lead back.

use super::*;
use crate::model::IndexTarget;

/// A small generator of numbers; the same seed gives the same schemas.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    fn often(&mut self) -> bool {
        self.below(3) > 0
    }

    fn schema(&mut self, can: &Capabilities) -> Schema {
        const NAMES: [&str; 5] = ["a", "b", "c", "d", "e"];
        let present: Vec<_> = NAMES.into_iter().filter(|_| self.often()).collect();
        schema(present.iter().map(|name| self.table(name, &present, can)).collect::<Vec<_>>())
    }

    fn table(&mut self, name: &str, present: &[&str], can: &Capabilities) -> Table {
        let columns: Vec<_> = ["u", "v", "w", "x"].into_iter().filter(|_| self.often()).collect();
        let mut table = table(name, &columns);
        for (at, name) in columns.iter().enumerate() {
            if self.below(4) == 0 {
                table.columns[at + 1].ty = Promise::Exact(SqlType::new("bigint"));
            }
            table.columns[at + 1].nullable = self.often();
            if self.below(4) == 0 {
                table.indexes.push(index(&[name]));
            }
            if self.below(4) == 0 {
                table.checks.push(check(name, &format!("{name} > {}", self.below(2))));
            }
            if !present.is_empty() && self.below(2) == 0 {
                let at = present[usize::try_from(self.below(present.len() as u64)).expect("small")];
                table.foreign_keys.push(key(name, at));
                if can.foreign_key_needs_index && !table.indexes.contains(&index(&[name])) {
                    table.indexes.push(index(&[name]));
                }
            }
        }
        if self.below(4) == 0 {
            table.indexes.push(Index {
                kind: IndexKind::Constraint(Deferrability::NotDeferrable),
                name: Some(format!("uq-{name}")),
                ..index(&["id"])
            });
        }
        table
    }
}

/// Carries a step out, and panics where a server would refuse.
fn take(world: &mut Schema, step: &Step, can: &Capabilities) {
    match step {
        Step::CreateTable(table) => {
            for key in &table.foreign_keys {
                let there = key.references == table.name || world.tables.contains_key(&key.references);
                assert!(there || !can.add_foreign_key, "{} points at nothing", table.name);
            }
            assert!(world.tables.insert(table.name.clone(), table.clone()).is_none());
        }
        Step::DropTable(table) => {
            world.tables.remove(&table.name).expect("a table to drop");
            let held = world
                .tables
                .values()
                .find(|other| other.foreign_keys.iter().any(|key| key.references == table.name));
            assert!(held.is_none() || !can.add_foreign_key, "{} is pointed at", table.name);
        }
        Step::DropCircle(tables) => {
            for table in tables {
                world.tables.remove(&table.name).expect("a table to drop");
            }
        }
        Step::AddColumn { table, column } => of(world, table).columns.push(column.clone()),
        Step::AlterColumn { table, from, to } => {
            if from.ty != to.ty {
                let held = world
                    .tables
                    .values()
                    .flat_map(|other| other.foreign_keys.iter().map(move |key| (other, key)));
                for (other, key) in held {
                    assert!(
                        !(other.name == *table && key.columns.contains(&from.name)),
                        "a key has {table}.{}",
                        to.name
                    );
                    let there = key.references == *table && key.referenced_columns.contains(&from.name);
                    assert!(!there, "a key points at {table}.{}", to.name);
                }
            }
            let columns = &mut of(world, table).columns;
            let at = columns.iter().position(|column| column == from).expect("the column as it was");
            columns[at] = to.clone();
        }
        Step::DropColumn { table, column } => {
            let table = of(world, table);
            assert!(table.foreign_keys.iter().all(|key| !key.columns.contains(&column.name)));
            assert!(table.checks.iter().all(|check| !check.expr.as_str().contains(&column.name)));
            assert!(table.indexes.iter().all(|index| !index.parts.iter().any(|part| match &part.target {
                IndexTarget::Column(name) => *name == column.name,
                IndexTarget::Expr(_) => false,
            })));
            let at = table.columns.iter().position(|other| other == column).expect("a column to drop");
            table.columns.remove(at);
        }
        Step::CreateIndex { table, index } => {
            let table = of(world, table);
            assert!(table.indexes.iter().all(|other| other.name != index.name));
            table.indexes.push(index.clone());
        }
        Step::DropIndex { table, index } => {
            let serves = |key: &ForeignKey| index.parts[0] == IndexPart::column(&key.columns[0]);
            let table = of(world, table);
            assert!(
                !can.foreign_key_needs_index || !table.foreign_keys.iter().any(serves),
                "it serves a key"
            );
            remove(&mut table.indexes, index);
        }
        Step::AddForeignKey { table, key } => {
            assert!(
                can.add_foreign_key && world.tables.contains_key(&key.references),
                "no table to point at"
            );
            let target = world.tables[&key.references].column("id").map(|column| column.ty.clone());
            let table = of(world, table);
            assert!(table.column(&key.columns[0]).is_some() && target.is_some());
            table.foreign_keys.push(key.clone());
        }
        Step::DropForeignKey { table, key } => remove(&mut of(world, table).foreign_keys, key),
        Step::RenameConstraint { table, from, to } => {
            let table = of(world, table);
            let keys = table.foreign_keys.iter_mut().map(|key| &mut key.name);
            let names = keys.chain(table.checks.iter_mut().map(|check| &mut check.name));
            let mut named = names.filter(|name| name.as_ref() == Some(from));
            *named.next().expect("a constraint to rename") = Some(to.clone());
        }
        Step::AddCheck { table, check } => of(world, table).checks.push(check.clone()),
        Step::DropCheck { table, check } => remove(&mut of(world, table).checks, check),
        Step::ValidateForeignKey { table, key } => {
            let keys = &mut of(world, table).foreign_keys;
            let key = ForeignKey { valid: false, ..key.clone() };
            keys.iter_mut().find(|other| **other == key).expect("a key to validate").valid = true;
        }
        Step::ValidateCheck { table, check } => {
            let checks = &mut of(world, table).checks;
            let check = Check { valid: false, ..check.clone() };
            checks.iter_mut().find(|other| **other == check).expect("a check to validate").valid = true;
        }
        Step::RebuildTable { from, to } => {
            assert_eq!(world.tables.insert(to.name.clone(), (**to).clone()).as_ref(), Some(&**from));
        }
        Step::CreateSchema(_)
        | Step::CreateEnum(_)
        | Step::AlterEnum { .. }
        | Step::DropEnum(_)
        | Step::RenameTable { .. }
        | Step::RenameColumn { .. }
        | Step::RenameIndex { .. }
        | Step::RenameSequence { .. }
        | Step::CreateSequence(_)
        | Step::AlterSequence { .. }
        | Step::DropSequence(_)
        | Step::Set { .. }
        | Step::SetTableComment { .. }
        | Step::AddPrimaryKey { .. }
        | Step::DropPrimaryKey { .. } => panic!("no such step between these schemas: {}", line(step)),
    }
}

fn of<'a>(world: &'a mut Schema, table: &ObjectName) -> &'a mut Table {
    world.tables.get_mut(table).expect("the table")
}

fn remove<T: PartialEq>(items: &mut Vec<T>, item: &T) {
    let at = items.iter().position(|other| other == item).expect("what goes is there");
    items.remove(at);
}

/// Without the order of columns, indexes, keys and checks, which a plan need not keep.
fn sorted(mut schema: Schema) -> Schema {
    for table in schema.tables.values_mut() {
        table.columns.sort_by(|a, b| a.name.cmp(&b.name));
        table.indexes.sort_by(|a, b| a.name.cmp(&b.name));
        table.foreign_keys.sort_by(|a, b| a.name.cmp(&b.name));
        table.checks.sort_by(|a, b| a.name.cmp(&b.name));
    }
    schema
}

#[test]
fn every_plan_arrives_and_leads_back() {
    for can in [ALL, NEEDS_INDEX, IN_PLACE_LITTLE] {
        for seed in 0..500 {
            let mut random = Random(seed);
            let (from, to) = (random.schema(&can), random.schema(&can));
            assert_eq!(plan(&from, &from, &can), [], "seed {seed}");
            for (from, to) in [(&from, &to), (&to, &from)] {
                let mut world = from.clone();
                let steps = plan(from, to, &can);
                let plan = lines(&steps).join("\n");
                for step in &steps {
                    let taken = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                        take(&mut world, step, &can)
                    }));
                    assert!(taken.is_ok(), "seed {seed}, at `{}` of:\n{plan}", line(step));
                }
                assert_eq!(sorted(world), sorted(to.clone()), "seed {seed}:\n{plan}");
            }
        }
    }
}

#[test]
fn every_stage_arrives_and_leads_back() {
    for seed in 0..500 {
        let mut random = Random(seed);
        let (from, to) = (random.schema(&ONLINE), random.schema(&ONLINE));
        let stages = stages(&from, &to, &ONLINE);
        let mut world = from.clone();
        for stage in &stages {
            for to in &stage.up[1..] {
                walk(&mut world, to, seed);
            }
            is_gentle(stage, seed);
        }
        assert_eq!(sorted(world.clone()), sorted(to.clone()), "seed {seed}");
        for stage in stages.iter().rev() {
            for to in &stage.down[1..] {
                walk(&mut world, to, seed);
            }
        }
        assert_eq!(sorted(world), sorted(from), "seed {seed}");
    }
}

/// What comes in the main migration looks at no row of a table that was there.
fn is_gentle(stage: &Stage, seed: u64) {
    let (from, to) = (&stage.up[0], &stage.up[1]);
    let steps = plan(from, to, &ONLINE);
    for step in steps.iter().filter(|_| stage.manner == Manner::AtOnce) {
        let looks = match step {
            Step::CreateIndex { table, index: _ } => from.tables.contains_key(table),
            Step::AddForeignKey { table, key } => key.valid && from.tables.contains_key(table),
            Step::AddCheck { table, check } => check.valid && from.tables.contains_key(table),
            Step::AlterColumn { table: _, from, to } => from.nullable && !to.nullable,
            _ => false,
        };
        assert!(!looks, "seed {seed}: `{}` in the main migration", line(step));
    }
}

fn walk(world: &mut Schema, to: &Schema, seed: u64) {
    let steps = plan(world, to, &ONLINE);
    let plan = lines(&steps).join("\n");
    for step in &steps {
        let taken = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| take(world, step, &ONLINE)));
        assert!(taken.is_ok(), "seed {seed}, at `{}` of:\n{plan}", line(step));
    }
    assert_eq!(sorted(world.clone()), sorted(to.clone()), "seed {seed}:\n{plan}");
}
