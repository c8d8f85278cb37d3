//! The text of SeaORM's `extra`, which stands behind a column's definition: what it says, as far as it is read.

use crate::model::{Expr, Generated};

/// What an `extra` says. What is not understood is kept in `rest`, with all that follows it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Extra {
    pub(super) checks: Vec<Expr>,
    pub(super) collation: Option<String>,
    pub(super) default: Option<Expr>,
    pub(super) generated: Option<Generated>,
    pub(super) on_update: Option<Expr>,
    pub(super) unique: bool,
    pub(super) rest: Option<String>,
}

impl Extra {
    pub(super) fn read(text: &str) -> Self {
        let text = text.trim();
        Self { rest: (!text.is_empty()).then(|| text.to_owned()), ..Self::default() }
    }
}
