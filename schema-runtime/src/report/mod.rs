//! What a check found comes in; text and Markdown for people and JSON for programs go out.

mod markdown;
mod style;
mod text;

#[cfg(any(feature = "audit", feature = "lint"))]
pub(crate) use markdown::code;
#[cfg(feature = "audit")]
pub(crate) use markdown::{items, word};
pub use style::Colour;
pub use text::Text;

use crate::backend::Backend;
use crate::diff::{Difference, Severity};
use crate::history::History;
use crate::model::Kept;
use serde::Serialize;
use std::fmt;

/// What a check found: [`Display`](fmt::Display) is for people, `Serialize` for programs.
///
/// ```
/// use schema_runtime::backend::Backend;
/// use schema_runtime::report::{Report, Verdict};
///
/// let report = Report::new(Backend::Sqlite, Vec::new());
/// assert_eq!(report.verdict, Verdict::Clean);
/// let json = serde_json::to_string(&report).unwrap();
/// assert_eq!(json, r#"{"backend":"sqlite","verdict":"clean","differences":[]}"#);
/// ```
#[derive(Debug, Clone, Serialize)]
pub struct Report {
    /// The database.
    pub backend: Backend,
    /// In short.
    pub verdict: Verdict,
    /// What differs.
    pub differences: Vec<Difference>,
    /// What the database has that entities cannot express, where that is asked for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kept: Vec<Kept>,
    /// Which migrations have run, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<History>,
    /// How many tables the entities declare.
    #[serde(skip)]
    pub tables: usize,
}

/// A check in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// Nothing differs.
    Clean,
    /// What differs is harmless, as far as it can be told.
    Compatible,
    /// All that this program needs is there, and the database has recorded migrations that it does not know: a newer
    /// program ran them.
    Ahead,
    /// Migrations that this program knows have not run.
    Behind,
    /// A query through an entity fails, or a promise is not kept.
    Drifted,
}

impl Verdict {
    /// What the differences come to, and what is known of migrations.
    pub fn of(differences: &[Difference], history: Option<&History>) -> Self {
        let worst = differences.iter().map(|difference| difference.severity).max();
        match (worst, history) {
            (_, Some(history)) if !history.pending.is_empty() => Self::Behind,
            (Some(Severity::Divergent | Severity::Breaking), _) => Self::Drifted,
            (_, Some(history)) if !history.unknown.is_empty() => Self::Ahead,
            (Some(Severity::Harmless | Severity::Unknown), _) => Self::Compatible,
            (None, _) => Self::Clean,
        }
    }
}

impl Report {
    /// A report of these differences.
    pub fn new(backend: Backend, differences: Vec<Difference>) -> Self {
        let verdict = Verdict::of(&differences, None);
        Self { backend, verdict, differences, kept: Vec::new(), history: None, tables: 0 }
    }

    /// With what is known of migrations.
    pub fn with_history(self, history: History) -> Self {
        let verdict = Verdict::of(&self.differences, Some(&history));
        Self { verdict, history: Some(history), ..self }
    }

    /// The text for people, to be shown with or without colour and harmless differences.
    pub fn text(&self) -> Text<'_> {
        Text::new(self)
    }

    /// How many differences are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.differences.iter().filter(|difference| difference.severity == severity).count()
    }
}

/// Without colour, and with the number of harmless differences in place of them.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.text().fmt(f)
    }
}
