//! What a rule says.

use super::subject::Subject;
use crate::model::{Location, ObjectName, Rule};
use serde::Serialize;

/// Something that a reader would ask about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The rule.
    pub rule: Rule,
    /// The table.
    pub table: ObjectName,
    /// The columns, where it is about some.
    pub columns: Vec<String>,
    /// What is so.
    pub says: String,
    /// What would mend it.
    pub remedy: String,
    /// Where it is declared.
    pub location: Option<Location>,
}

impl Finding {
    pub(super) fn of_table(rule: Rule, subject: &Subject, says: String, remedy: impl Into<String>) -> Self {
        Self {
            rule,
            table: subject.table.name.clone(),
            columns: Vec::new(),
            says,
            remedy: remedy.into(),
            location: subject.table.origin,
        }
    }

    /// About these columns, declared there.
    pub(super) fn at<'a>(
        self,
        columns: impl IntoIterator<Item = &'a String>,
        location: Option<Location>,
    ) -> Self {
        Self { columns: columns.into_iter().cloned().collect(), location, ..self }
    }

    /// The table, and the columns behind it: `assets.customer_id`.
    pub fn path(&self) -> String {
        match self.columns.as_slice() {
            [] => self.table.to_string(),
            columns => format!("{}.{}", self.table, columns.join("+")),
        }
    }
}
