//! The statements that make tables again come in; a script that does all of it or nothing goes out.

use super::text;
use crate::model::{IndexKind, IndexPart, IndexTarget, Schema, Table};
use crate::plan::{Obstacle, Step};

/// `sqlite3` goes on behind a statement that failed, unless it is told not to, and would keep what was done until
/// then: a table that went before its rows were copied. So the script counts the rows of what it makes again, and those
/// that point at none, before and afterwards, and takes all back where these are not the same, or where one of the `looks`
/// in its lines found something.
pub(in crate::backend) fn without_keys(
    ends: [&Schema; 2],
    steps: &[Step],
    looks: usize,
    lines: &str,
) -> String {
    let [from, to] = ends;
    let rebuilt: Vec<_> = steps
        .iter()
        .filter_map(|step| if let Step::RebuildTable { from, to } = step { Some((from, to)) } else { None })
        .collect();
    let rows = |table: &Table| format!("(SELECT count(*) FROM {})", text::name(&table.name.name));
    let dangling = |tables: &[&Table]| {
        let each = tables.iter().map(|table| {
            format!("(SELECT count(*) FROM pragma_foreign_key_check({}))", text::string(&table.name.name))
        });
        each.chain(["0".to_owned()]).collect::<Vec<_>>().join(" + ")
    };
    let mut before = Vec::new();
    let mut same = Vec::new();
    for (number, (old, new)) in rebuilt.iter().enumerate() {
        let name = old_name(steps, old);
        before.push(format!("(SELECT count(*) FROM {}) AS rows_{number}", text::name(&name)));
        same.push(format!("rows_{number} = {}", rows(new)));
    }
    before.push(format!("{} AS dangling", dangling(&checked(from))));
    same.push(format!("dangling >= {}", dangling(&checked(to))));
    // A look that failed has found nothing out.
    same.push(format!("{looks} = (SELECT count(*) FROM temp.schema_runtime_way WHERE found = 0)"));
    format!(
        "PRAGMA foreign_keys = OFF;\n\
         BEGIN IMMEDIATE;\n\
         CREATE TEMP TABLE schema_runtime_before AS SELECT {};\n\
         CREATE TEMP TABLE schema_runtime_whole (is_whole NOT NULL);\n\
         CREATE TEMP TABLE schema_runtime_way (found);\n\
         {lines}\
         INSERT INTO temp.schema_runtime_whole SELECT 1 FROM temp.schema_runtime_before\n  WHERE {};\n\
         INSERT OR ROLLBACK INTO temp.schema_runtime_whole SELECT NULL\n  \
         WHERE NOT EXISTS (SELECT 1 FROM temp.schema_runtime_whole);\n\
         COMMIT;\n\
         DROP TABLE IF EXISTS temp.schema_runtime_before;\n\
         DROP TABLE IF EXISTS temp.schema_runtime_whole;\n\
         DROP TABLE IF EXISTS temp.schema_runtime_way;\n",
        before.join(", "),
        same.join("\n    AND ")
    )
}

/// Looks for what is in the way, for which a script [without keys](without_keys) takes all back at its end.
pub(in crate::backend) fn look(Obstacle { what, query }: &Obstacle) -> String {
    let what = what.replace('\n', " ");
    format!(
        "-- It takes all back at its end where there are {what}:\n\
         INSERT INTO temp.schema_runtime_way SELECT count(*) FROM ({query});\n"
    )
}

/// What a table that is made again is called before.
fn old_name(steps: &[Step], table: &Table) -> String {
    let renamed = |step: &Step| {
        if let Step::RenameTable { from, to } = step { Some((from.clone(), to.clone())) } else { None }
    };
    let former = steps.iter().filter_map(renamed).find(|(_, to)| *to == table.name);
    former.map(|(from, _)| from.name).unwrap_or_else(|| table.name.name.clone())
}

/// The tables whose keys can be checked: one that points at what is not unique is an error by itself.
fn checked(schema: &Schema) -> Vec<&Table> {
    let sound = |table: &&Table| {
        !table.foreign_keys.is_empty()
            && table.foreign_keys.iter().all(|key| {
                schema
                    .tables
                    .get(&key.references)
                    .is_some_and(|target| is_unique(target, &key.referenced_columns))
            })
    };
    schema.tables.values().filter(sound).collect()
}

fn is_unique(table: &Table, columns: &[String]) -> bool {
    let same = |others: &[String]| {
        others.len() == columns.len()
            && columns.iter().all(|name| others.iter().any(|other| other.eq_ignore_ascii_case(name)))
    };
    table.primary_key.as_ref().is_some_and(|key| same(&key.columns))
        || table.indexes.iter().any(|index| {
            let unique = match index.kind {
                IndexKind::Unique | IndexKind::Constraint(_) => true,
                IndexKind::Plain => false,
            };
            unique && index.predicate.is_none() && columns_of(&index.parts).is_some_and(|names| same(&names))
        })
}

/// The columns that an index is over, where it is over nothing else.
fn columns_of(parts: &[IndexPart]) -> Option<Vec<String>> {
    let column = |part: &IndexPart| match &part.target {
        IndexTarget::Column(name) => Some(name.clone()),
        IndexTarget::Expr(_) => None,
    };
    parts.iter().map(column).collect()
}
