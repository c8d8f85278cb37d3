//! A schema as somebody writes it comes in; the same with all that the database adds by itself goes out.

use schema_runtime::backend::Live;
use schema_runtime::model::{Index, IndexKind, IndexPart, Schema, Table};

/// A database that needs an index for a key makes one under the key's name.
pub fn exact(live: &Live, schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    if live.server.capabilities().foreign_key_needs_index {
        schema.tables.values_mut().for_each(serve_keys);
    }
    schema
}

fn serve_keys(table: &mut Table) {
    for key in &table.foreign_keys {
        let parts: Vec<_> = key.columns.iter().map(IndexPart::column).collect();
        let serves = |index: &Index| {
            index.method == "btree"
                && index.parts.len() >= parts.len()
                && index
                    .parts
                    .iter()
                    .zip(&parts)
                    .all(|(one, other)| one.target == other.target && one.prefix.is_none())
        };
        let primary =
            table.primary_key.as_ref().is_some_and(|primary| primary.columns.starts_with(&key.columns));
        if !primary && !table.indexes.iter().any(serves) {
            table.indexes.push(Index {
                name: key.name.clone(),
                kind: IndexKind::Plain,
                method: "btree".to_owned(),
                parts,
                include: Vec::new(),
                predicate: None,
                nulls_not_distinct: false,
                valid: true,
                origin: None,
            });
        }
    }
    table.indexes.sort_by(|a, b| a.name.cmp(&b.name));
}
