//! The check at start-up: entities, a connection and a policy come in; a report goes out, or the refusal.

use crate::backend;
use crate::compare::{Comparison, Scope, compare, matches};
use crate::diff::{Difference, Kind, Severity};
use crate::entities::Entities;
use crate::error::Error;
use crate::history::{History, Known};
use crate::report::Report;
use sea_orm::{ConnectionTrait, TransactionTrait};
use std::fmt;
use std::time::{Duration, Instant};

/// Holds the database to every entity in the binary, by the default policy: it refuses what is breaking or
/// divergent. It reads, and changes nothing.
///
/// The environment variable `SCHEMA_GUARD` says what a refusal becomes: `refuse` (as without it), `warn` (it is
/// logged, and the start goes on) or `off` (nothing is read).
///
/// ```no_run
/// # async fn start() -> Result<(), Box<dyn std::error::Error>> {
/// let db = sea_orm::Database::connect("postgres://localhost/shop").await?;
/// schema_runtime::guard(&db).await?;
/// # Ok(())
/// # }
/// ```
///
/// # Errors
/// [`Error::Drift`] with every reason; and whatever keeps it from telling: see [`Error`].
pub async fn guard<C>(db: &C) -> Result<Report, Error>
where
    C: ConnectionTrait + TransactionTrait,
{
    Guard::new().run(db).await
}

/// What the guard does about a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Response {
    /// Nothing; it is not in the report either.
    Ignore,
    /// It is reported and logged, and the start goes on.
    Warn,
    /// The start is refused.
    Refuse,
}

/// The guard with a policy of its own.
///
/// ```no_run
/// use schema_runtime::{Entities, Guard, Response, diff::{Kind, Severity}};
/// use std::time::Duration;
///
/// # async fn start(db: sea_orm::DatabaseConnection) -> Result<(), schema_runtime::Error> {
/// Guard::new()
///     .entities(Entities::in_module("shop::entity"))
///     .refuse(Severity::Breaking)                     // what is only divergent is logged
///     .kind(Kind::MissingForeignKey, Response::Refuse)
///     .object("assets.raw_data", Response::Ignore)
///     .ignore_tables("legacy_*")
///     .wait(Duration::from_secs(60))                  // a deploy that migrates beside us
///     .run(&db)
///     .await?;
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Guard {
    entities: Entities,
    scope: Scope,
    refuse: Severity,
    kinds: Vec<(Kind, Response)>,
    objects: Vec<(String, Response)>,
    wait: Duration,
    known: Option<Known>,
    pending: Response,
}

impl Default for Guard {
    fn default() -> Self {
        Self::new()
    }
}

impl Guard {
    /// Every entity in the binary, refusing what is divergent or worse, at once.
    pub fn new() -> Self {
        Self {
            entities: Entities::registered(),
            scope: Scope::default(),
            refuse: Severity::Divergent,
            kinds: Vec::new(),
            objects: Vec::new(),
            wait: Duration::ZERO,
            known: None,
            pending: Response::Warn,
        }
    }

    /// Holds the database to these entities alone.
    pub fn entities(mut self, entities: Entities) -> Self {
        self.entities = entities;
        self
    }

    /// Reads what entities leave open as SeaORM's own default.
    pub fn strict(mut self) -> Self {
        self.scope = self.scope.strict();
        self
    }

    /// Refuses differences of this severity and worse; the rest is logged. [`Severity::Unknown`] refuses too when
    /// an expression could not be compared.
    pub fn refuse(mut self, severity: Severity) -> Self {
        self.refuse = severity;
        self
    }

    /// What to do about one kind of difference, whatever its severity.
    pub fn kind(mut self, kind: Kind, response: Response) -> Self {
        self.kinds.push((kind, response));
        self
    }

    /// What to do about one object, before all other rules: a table (`assets`), or something in it
    /// (`assets.raw_data`, `assets.a,b` for an index or a key); `*` stands for any characters.
    pub fn object(mut self, pattern: impl Into<String>, response: Response) -> Self {
        self.objects.push((pattern.into(), response));
        self
    }

    /// Leaves out the tables whose name matches; `*` stands for any characters.
    pub fn ignore_tables(mut self, pattern: impl Into<String>) -> Self {
        self.scope = self.scope.ignore(pattern);
        self
    }

    /// Checks again until the schema fits or this time is over: for a deploy that migrates while this starts.
    pub fn wait(mut self, time: Duration) -> Self {
        self.wait = time;
        self
    }

    /// Tells by the migrations of this program whether the database is behind it (some are not applied) or ahead of it
    /// (it has recorded others). Their table is read, and never created.
    ///
    /// ```
    /// # use schema_runtime::{Guard, Known};
    /// let guard = Guard::new().migrations(Known::named(["m20260101_000001_users"]));
    /// ```
    ///
    /// With the feature `migrator`, `Migrations::of::<Migrator>()` goes here.
    pub fn migrations(mut self, known: impl Into<Known>) -> Self {
        self.known = Some(known.into());
        self
    }

    /// What to do about migrations that are not applied while the schema fits all the same: it is logged, unless said
    /// otherwise.
    pub fn pending(mut self, response: Response) -> Self {
        self.pending = response;
        self
    }

    /// What the check finds, whatever the policy would do about it: nothing is refused, logged or waited for.
    ///
    /// # Errors
    /// Whatever keeps it from telling: see [`Error`].
    pub async fn check<C>(&self, db: &C) -> Result<Report, Error>
    where
        C: ConnectionTrait + TransactionTrait,
    {
        let scope = match &self.known {
            // Their books are not even extra.
            Some(known) => self.scope.clone().ignore(known.books()),
            None => self.scope.clone(),
        };
        let Comparison { live, declared, mut differences, .. } = compare(db, &self.entities, &scope).await?;
        differences.retain(|difference| self.response(difference) != Response::Ignore);
        let mut report = Report::new(live.server.backend(), differences);
        report.tables = declared.tables.len();
        match &self.known {
            Some(known) => Ok(report.with_history(known.history(db).await?)),
            None => Ok(report),
        }
    }

    /// Checks, waits as long as it may, logs what it finds and refuses what the policy says.
    ///
    /// # Errors
    /// [`Error::Drift`] with every reason, unless `SCHEMA_GUARD=warn`; and whatever keeps it from telling.
    pub async fn run<C>(&self, db: &C) -> Result<Report, Error>
    where
        C: ConnectionTrait + TransactionTrait,
    {
        let mode = Mode::from_environment()?;
        if mode == Mode::Off {
            tracing::warn!("the schema is not checked: SCHEMA_GUARD=off");
            return Ok(Report::new(backend::Backend::try_from(db.get_database_backend())?, Vec::new()));
        }
        let start = Instant::now();
        let (report, refused) = loop {
            let report = self.check(db).await?;
            let refused = report.differences.iter().filter(|d| self.response(d) == Response::Refuse).count()
                + self.refused_pending(&report);
            let left = self.wait.saturating_sub(start.elapsed());
            if refused == 0 || left.is_zero() {
                break (report, refused);
            }
            tracing::info!(refused, left = ?left, "waiting for the schema");
            futures_timer::Delay::new(left.min(POLL)).await;
        };
        log(&report, refused, start.elapsed());
        match mode {
            Mode::Refuse if refused > 0 => Err(Error::Drift(Box::new(Refusal { report, refused }))),
            Mode::Refuse | Mode::Warn | Mode::Off => Ok(report),
        }
    }

    fn refused_pending(&self, report: &Report) -> usize {
        let pending = report.history.as_ref().map_or(0, |history| history.pending.len());
        if self.pending == Response::Refuse { pending } else { 0 }
    }

    /// Objects come before kinds, kinds before severities, and of two rules of one sort the later one counts.
    fn response(&self, difference: &Difference) -> Response {
        let names = |pattern: &str| {
            let table = difference.table.to_string();
            matches(pattern, &table) || matches(pattern, &format!("{table}.{}", difference.object))
        };
        let object =
            self.objects.iter().rev().find(|(pattern, _)| names(pattern)).map(|(_, response)| *response);
        let kind = || self.kinds.iter().rev().find(|(kind, _)| *kind == difference.kind);
        object
            .or_else(|| kind().map(|(_, response)| *response))
            .unwrap_or(if difference.severity >= self.refuse { Response::Refuse } else { Response::Warn })
    }
}

/// How long to wait between two checks.
const POLL: Duration = Duration::from_secs(1);

/// A start that was refused: the report, and how many of its differences (and pending migrations) are the reason.
#[derive(Clone)]
pub struct Refusal {
    /// What the check found.
    pub report: Report,
    /// How many of its differences the policy refuses.
    pub refused: usize,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the database does not fit the entities\n\n{}", self.report)
    }
}

/// As [`Display`](fmt::Display), so that a `main` that returns the error shows every reason, readably.
impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What `SCHEMA_GUARD` says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mode {
    Off,
    Warn,
    Refuse,
}

impl Mode {
    fn from_environment() -> Result<Self, Error> {
        match std::env::var("SCHEMA_GUARD") {
            Ok(value) => Self::parse(&value),
            Err(std::env::VarError::NotPresent) => Ok(Self::Refuse),
            Err(std::env::VarError::NotUnicode(value)) => Self::parse(&value.to_string_lossy()),
        }
    }

    fn parse(value: &str) -> Result<Self, Error> {
        match value.trim().to_ascii_lowercase().as_str() {
            "" | "refuse" => Ok(Self::Refuse),
            "warn" => Ok(Self::Warn),
            "off" => Ok(Self::Off),
            _ => Err(Error::Setting {
                what: "SCHEMA_GUARD",
                value: value.to_owned(),
                expected: "it may be `off`, `warn` or `refuse`",
            }),
        }
    }
}

fn log(report: &Report, refused: usize, took: Duration) {
    for difference in &report.differences {
        let (table, object, kind) = (difference.table.to_string(), &difference.object, difference.kind);
        match difference.severity {
            Severity::Harmless => tracing::debug!(table, object, ?kind, "{}", difference.why),
            Severity::Unknown | Severity::Divergent | Severity::Breaking => {
                tracing::warn!(table, object, ?kind, severity = ?difference.severity, "{}", difference.why);
            }
        }
    }
    if let Some(history) = report.history.as_ref().filter(|history| !history.agrees()) {
        let History { pending, unknown, .. } = history;
        tracing::warn!(?pending, ?unknown, "the migrations of this program and those of the database differ");
    }
    let (verdict, tables) = (report.verdict, report.tables);
    tracing::info!(?verdict, tables, refused, ?took, "checked the schema");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ObjectName;

    fn difference(table: &str, object: &str, kind: Kind, severity: Severity) -> Difference {
        Difference {
            kind,
            severity,
            table: ObjectName::new(table),
            object: object.to_owned(),
            declared: None,
            live: None,
            entity: None,
            why: String::new(),
            hint: None,
            change: None,
        }
    }

    #[test]
    fn a_severity_refuses_from_the_line_on() {
        let guard = Guard::new();
        for (severity, expected) in [
            (Severity::Harmless, Response::Warn),
            (Severity::Unknown, Response::Warn),
            (Severity::Divergent, Response::Refuse),
            (Severity::Breaking, Response::Refuse),
        ] {
            assert_eq!(guard.response(&difference("a", "b", Kind::ColumnType, severity)), expected);
        }
        let unsure = Guard::new().refuse(Severity::Unknown);
        let unknown = difference("a", "b", Kind::CheckExpression, Severity::Unknown);
        assert_eq!(unsure.response(&unknown), Response::Refuse);
    }

    #[test]
    fn an_object_comes_before_a_kind_and_a_kind_before_a_severity() {
        let guard = Guard::new()
            .kind(Kind::MissingIndex, Response::Warn)
            .object("assets.a,b", Response::Refuse)
            .object("legacy_*", Response::Ignore);
        let index = |table, object| difference(table, object, Kind::MissingIndex, Severity::Divergent);
        assert_eq!(guard.response(&index("assets", "a")), Response::Warn);
        assert_eq!(guard.response(&index("assets", "a,b")), Response::Refuse);
        assert_eq!(guard.response(&index("legacy_x", "a")), Response::Ignore);
    }

    #[test]
    fn the_variable_is_read_strictly() {
        assert_eq!(Mode::parse(" Warn ").unwrap(), Mode::Warn);
        assert_eq!(Mode::parse("").unwrap(), Mode::Refuse);
        let error = Mode::parse("on").unwrap_err().to_string();
        assert_eq!(error, "SCHEMA_GUARD is `on`: it may be `off`, `warn` or `refuse`");
    }
}
