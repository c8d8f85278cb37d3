//! Two databases of one kind come in; both schemas in the words of the first, and what differs, go out.

use crate::backend::{self, Folds, Live};
use crate::diff::{self, Difference};
use crate::error::Error;
use crate::model::{Index, IndexKind, Kept, Schema};
use sea_orm::{ConnectionTrait, TransactionTrait};

/// Two databases, and what turns the first into the second.
#[derive(Debug, Clone)]
pub struct Between {
    /// The first, as it is.
    pub from: Live,
    /// The second. Expressions that mean the same as in the first have its words, so that a plan leaves them alone.
    pub to: Schema,
    /// What differs, with the second as the side that is wanted.
    pub differences: Vec<Difference>,
}

/// Reads two databases, all of their schemas, and compares them. Nothing is changed.
///
/// # Errors
/// [`Error::TwoKinds`] for a PostgreSQL and a SQLite database, say; [`Error::TwoDefaultSchemas`] where names mean other
/// things; [`Error::TypeNotThere`] for a column of a type that is not managed; [`Error::Database`] with what was being read.
pub async fn between<A, B>(from: &A, to: &B) -> Result<Between, Error>
where
    A: ConnectionTrait + TransactionTrait,
    B: ConnectionTrait + TransactionTrait,
{
    let mut live = read(from).await?;
    let mut other = read(to).await?;
    let (first, second) = (live.server.backend(), other.server.backend());
    if first != second {
        return Err(Error::TwoKinds { from: live.server.title(), to: other.server.title() });
    }
    if let (Some(first), Some(second)) = (live.server.default_schema(), other.server.default_schema())
        && first != second
    {
        return Err(Error::TwoDefaultSchemas { from: first.to_owned(), to: second.to_owned() });
    }
    other.server.say_in(&live.server, &mut other.schema);
    if let Some(fold) = live.server.folds() {
        adopt_case(&live.schema, &mut other.schema, fold);
    }
    // What numbers a column in the one may be a sequence of its own in the other.
    live.server.unfold(&mut live.schema, &other.schema);
    other.server.unfold(&mut other.schema, &live.schema);
    let questions = diff::questions(&live.schema, &other.schema);
    let meanings = live.server.explain(from, &live.schema, &questions).await?;
    let differences = diff::diff(&live.schema, &other.schema, &meanings);
    let mut to = diff::settle(&live.schema, &other.schema, &meanings);
    if !live.server.capabilities().named_uniques {
        keep_names_of_uniques(&live.schema, &mut to);
    }
    require_types(&live.schema, &to)?;
    Ok(Between { from: live, to, differences })
}

/// Where the database takes two names for one that differ in case alone, they are written as the first has them.
fn adopt_case(from: &Schema, to: &mut Schema, Folds { tables, columns }: Folds) {
    let alike = |one: &str, other: &str| one != other && one.to_lowercase() == other.to_lowercase();
    if tables {
        for name in from.tables.keys() {
            let other =
                to.tables.keys().find(|other| other.schema == name.schema && alike(&other.name, &name.name));
            if let Some(other) = other.filter(|_| !to.tables.contains_key(name)).cloned() {
                to.rename_table(&other, name);
            }
        }
    }
    for (name, table) in from.tables.iter().filter(|_| columns) {
        for column in &table.columns {
            let Some(there) = to.tables.get(name).filter(|there| there.column(&column.name).is_none()) else {
                continue;
            };
            let other = there.columns.iter().find(|other| alike(&other.name, &column.name));
            if let Some(other) = other.map(|other| other.name.clone()) {
                to.rename_column(name, &other, &column.name);
            }
        }
    }
}

/// A column cannot be of a type that is not managed and not there.
///
/// # Errors
/// [`Error::TypeNotThere`] with the column and the type.
fn require_types(from: &Schema, to: &Schema) -> Result<(), Error> {
    let absent: Vec<_> =
        to.kept.iter().filter(|kept| kept.table.is_none() && !from.kept.contains(kept)).collect();
    for table in to.tables.values() {
        for column in &table.columns {
            let ty = column.ty.value();
            let is = |kept: &&&Kept| (&kept.name.name, &kept.name.schema) == (&ty.name, &ty.schema);
            let is_new =
                from.tables.get(&table.name).and_then(|from| from.column(&column.name)) != Some(column);
            if let Some(Kept { kind, name, table: _ }) = absent.iter().find(is).filter(|_| is_new) {
                return Err(Error::TypeNotThere {
                    column: format!("{}.{}", table.name, column.name),
                    kind,
                    name: name.to_string(),
                });
            }
        }
    }
    Ok(())
}

/// The schema of a database with all that is in it, in whatever schema it lies.
///
/// # Errors
/// [`Error::Database`] with what was being read.
pub async fn read<C>(db: &C) -> Result<Live, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    let mut live = backend::introspect(db, &backend::schemas(db).await?).await?;
    live.server.read_settings(db, &mut live.schema).await?;
    Ok(live)
}

/// A name that only the text of a table has is nothing to make the table again for.
fn keep_names_of_uniques(from: &Schema, to: &mut Schema) {
    let unique = |index: &&Index| matches!(index.kind, IndexKind::Constraint(_));
    for (name, table) in &mut to.tables {
        let known = from.tables.get(name).map_or(&[][..], |table| &table.indexes);
        for index in &mut table.indexes {
            let alike = |known: &&Index| known.kind == index.kind && known.parts == index.parts;
            if let Some(known) = known.iter().filter(unique).find(alike) {
                index.name.clone_from(&known.name);
            }
        }
    }
}

impl Between {
    /// What only one of the two has, and a migration leaves alone: it is not understood.
    pub fn left_alone(&self) -> Vec<(&Kept, Side)> {
        let (from, to) = (&self.from.schema, &self.to);
        // Entities cannot say a sequence, and here it is compared.
        let alone = |kept: &Kept, one: &Schema, other: &Schema| {
            let is_compared = kept.kind == Kept::SEQUENCE && one.sequences.contains_key(&kept.name);
            !is_compared && !other.kept.contains(kept)
        };
        let (from, to) = (
            from.kept.iter().filter(|kept| alone(kept, from, to)),
            to.kept.iter().filter(|kept| alone(kept, to, from)),
        );
        from.map(|kept| (kept, Side::From)).chain(to.map(|kept| (kept, Side::To))).collect()
    }
}

/// One of two databases.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The first.
    From,
    /// The second.
    To,
}
