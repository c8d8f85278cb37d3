//! What a check found, for people and for programs.

use crate::backend::Backend;
use crate::diff::Difference;

/// What a check found.
#[derive(Debug, Clone)]
pub struct Report {
    /// The database.
    pub backend: Backend,
    /// In short.
    pub verdict: Verdict,
    /// What differs.
    pub differences: Vec<Difference>,
    /// How many tables the entities declare.
    pub tables: usize,
}

/// A check in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Clean,
}

impl Report {
    pub fn new(backend: Backend, differences: Vec<Difference>) -> Self {
        Self { backend, verdict: Verdict::Clean, differences, tables: 0 }
    }
}

impl std::fmt::Display for Report {
    fn fmt(&self, _: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        Ok(())
    }
}
