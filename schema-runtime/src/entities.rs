//! The set of entities that a database is held to.

use crate::descriptor::{Described, TableDescriptor};
use crate::error::Error;
use std::collections::BTreeSet;

/// An entity in the binary; the derive submits one for each.
#[doc(hidden)]
#[derive(Debug)]
pub struct Registered(pub &'static TableDescriptor);

inventory::collect!(Registered);

/// A set of entities: every one in the binary, those of some modules, or those named.
///
/// ```
/// use schema_runtime::Entities;
/// assert!(Entities::none().is_empty());
/// assert!(Entities::in_module("no::such::module").is_empty());
/// ```
#[derive(Debug, Clone, Default)]
pub struct Entities {
    tables: Vec<&'static TableDescriptor>,
}

impl Entities {
    /// None yet; add them with [`Entities::with`].
    pub fn none() -> Self {
        Self::default()
    }

    /// Every entity in the binary that derives `DeriveSchema`, in the order of their modules.
    pub fn registered() -> Self {
        let mut tables: Vec<_> = inventory::iter::<Registered>().map(|registered| registered.0).collect();
        tables.sort_by_key(|table| (table.module, table.location));
        Self { tables }
    }

    /// The registered entities in this module and below: `in_module("shop::entity")`.
    pub fn in_module(path: &str) -> Self {
        let mut entities = Self::registered();
        entities.tables.retain(|table| {
            table.module.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
        });
        entities
    }

    /// These, and one more.
    pub fn with<E: Described>(mut self) -> Self {
        self.tables.push(E::TABLE);
        self
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.tables.is_empty()
    }

    /// The descriptors.
    ///
    /// # Errors
    /// [`Error::NoEntities`] when there is none.
    pub fn tables(&self) -> Result<&[&'static TableDescriptor], Error> {
        if self.tables.is_empty() { Err(Error::NoEntities) } else { Ok(&self.tables) }
    }

    /// The schemas that entities name, besides the default one.
    pub fn schemas(&self) -> BTreeSet<String> {
        self.tables.iter().filter_map(|table| (table.entity)().schema).collect()
    }
}

/// Those of these descriptors.
impl FromIterator<&'static TableDescriptor> for Entities {
    fn from_iter<I: IntoIterator<Item = &'static TableDescriptor>>(tables: I) -> Self {
        Self { tables: tables.into_iter().collect() }
    }
}
