//! Numbers come from proptest, which shrinks them; what they choose goes out: the same numbers choose the same, and
//! smaller ones what is simpler.

use proptest::collection::vec;
use proptest::prelude::*;

/// The numbers of one edit or row.
pub type Gene = [u16; 10];

/// All numbers of a trial.
#[derive(Debug, Clone)]
pub struct Recipe {
    /// What makes the schema at the start out of nothing.
    pub before: Vec<Gene>,
    /// What makes the schema at the end, out of the one at the start or out of nothing.
    pub after: Vec<Gene>,
    /// Whether the two have nothing to do with each other.
    pub apart: bool,
    /// Whether the plan is made for the schema at the end as it is written, or for what a check says differs from it.
    pub exact: bool,
    /// A row of each table.
    pub rows: Vec<Gene>,
}

pub fn recipes() -> impl Strategy<Value = Recipe> {
    let genes = |most| vec(any::<Gene>(), 1..most);
    let flags = (proptest::bool::weighted(0.1), proptest::bool::weighted(0.4));
    (genes(16), genes(7), flags, vec(any::<Gene>(), 0..4))
        .prop_map(|(before, after, (apart, exact), rows)| Recipe { before, after, apart, exact, rows })
}

/// Takes one number of a gene after the other.
pub struct Choice<'a> {
    gene: &'a [u16],
    at: usize,
}

impl<'a> Choice<'a> {
    pub fn of(gene: &'a [u16]) -> Self {
        Self { gene, at: 0 }
    }

    fn next(&mut self) -> u16 {
        // A gene that is used up goes on with its numbers mixed, so that they do not choose the same twice.
        let (round, at) = (self.at / self.gene.len(), self.at % self.gene.len());
        self.at += 1;
        let mixed = usize::from(self.gene[at]).wrapping_mul(1 + 40_503 * round) >> round.min(3);
        mixed as u16
    }

    pub fn below(&mut self, end: usize) -> usize {
        (usize::from(self.next()) * end) >> 16
    }

    /// Seldom where the numbers are small.
    pub fn percent(&mut self, percent: usize) -> bool {
        self.below(100) >= 100 - percent
    }

    pub fn one<'t, T>(&mut self, of: &'t [T]) -> Option<&'t T> {
        if of.is_empty() { None } else { of.get(self.below(of.len())) }
    }

    pub fn maybe<T>(&mut self, percent: usize, make: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.percent(percent) { make(self) } else { None }
    }
}
