//! What a case says comes in; a test for each database goes out.

use schema_runtime::Entities;
use std::fmt::Write;

/// Two sets of entities, and the rows that are there before the one becomes the other.
pub(super) struct Case {
    pub(super) module: &'static str,
    pub(super) prepared: Option<&'static str>,
    pub(super) rows: &'static str,
    pub(super) allowed: Vec<&'static str>,
    pub(super) lost: Vec<&'static str>,
    pub(super) converted: Vec<&'static str>,
    pub(super) finds: Vec<(&'static str, i64)>,
    pub(super) names: Names,
    pub(super) no_script: Option<&'static str>,
}

/// The names of indexes and keys whose table or columns were renamed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Names {
    /// They are those that the entities would create.
    New,
    /// They may be the former ones, which is harmless.
    Kept,
}

impl Case {
    /// The case of the modules `before` and `after` in this one.
    pub(super) fn of(module: &'static str) -> Self {
        Self {
            module,
            prepared: None,
            rows: "",
            allowed: Vec::new(),
            lost: Vec::new(),
            converted: Vec::new(),
            finds: Vec::new(),
            names: Names::New,
            no_script: None,
        }
    }

    /// SQL that runs before all else.
    pub(super) fn prepared(mut self, sql: &'static str) -> Self {
        self.prepared = Some(sql);
        self
    }

    /// SQL that fills the tables of `before`. Names may be quoted as in standard SQL.
    pub(super) fn rows(mut self, sql: &'static str) -> Self {
        self.rows = sql;
        self
    }

    /// The migration may remove this.
    pub(super) fn allow(mut self, name: &'static str) -> Self {
        self.allowed.push(name);
        self
    }

    /// A table or `table.column` whose values a down cannot bring back.
    pub(super) fn loses(mut self, name: &'static str) -> Self {
        self.lost.push(name);
        self
    }

    /// A `table.column` whose values are meant to be others afterwards.
    pub(super) fn converts(mut self, name: &'static str) -> Self {
        self.converted.push(name);
        self
    }

    /// A count that the migrated database gives.
    pub(super) fn finds(mut self, sql: &'static str, count: i64) -> Self {
        self.finds.push((sql, count));
        self
    }

    /// Indexes and keys may keep their names.
    pub(super) fn keeps_names(mut self) -> Self {
        self.names = Names::Kept;
        self
    }

    /// Two databases do not tell what was renamed, so between them it goes and comes; that is refused with these words.
    pub(super) fn refused_as_a_script(mut self, why: &'static str) -> Self {
        self.no_script = Some(why);
        self
    }

    pub(super) fn before(&self) -> Entities {
        Entities::in_module(&format!("{}::before", self.module))
    }

    pub(super) fn after(&self) -> Entities {
        Entities::in_module(&format!("{}::after", self.module))
    }

    /// Its name: the folder's.
    pub(super) fn name(&self) -> &'static str {
        self.module.rsplit("::").next().expect("a path has a last part")
    }
}

/// What happens to a case on a database.
#[derive(Debug, Clone, Copy)]
pub(super) enum Outcome {
    /// The four laws hold.
    Migrates,
    /// Both sides can be created; to get from one to the other is refused, in these words.
    Refused(&'static str),
    /// Both sides are the same here, for this reason: there is nothing to migrate.
    Stays(&'static str),
    /// The entities cannot be said here, for this reason.
    LeftOut(&'static str),
}

/// The tests of a case, one for each database, and the migrations they need: that of the database's name, or those
/// named in brackets, `postgres: migrates [postgres, postgres_online]`.
macro_rules! laws {
    ($case:expr; $($on:ident: $outcome:ident $(($text:literal))? $([$($file:ident),+])?),+ $(,)?) => {
        use $crate::laws::{Case, Outcome};

        pub(super) const ON: [(&str, Outcome); 3] =
            [$((stringify!($on), $crate::laws::laws!(@outcome $outcome $($text)?))),+];

        $($crate::laws::laws!(@test $case, $on, $outcome $($text)? $([$($file),+])?);)+
    };
    (@outcome migrates) => { Outcome::Migrates };
    (@outcome refused $text:literal) => { Outcome::Refused($text) };
    (@outcome stays $text:literal) => { Outcome::Stays($text) };
    (@outcome left_out $text:literal) => { Outcome::LeftOut($text) };
    (@test $case:expr, $on:ident, migrates) => {
        $crate::laws::laws!(@test $case, $on, migrates [$on]);
    };
    (@test $case:expr, $on:ident, migrates [$($file:ident),+]) => {
        $(mod $file;)+

        #[tokio::test]
        async fn $on() {
            struct Migrator;

            #[async_trait::async_trait]
            impl sea_orm_migration::MigratorTrait for Migrator {
                fn migrations() -> Vec<Box<dyn sea_orm_migration::MigrationTrait>> {
                    vec![$(Box::new($file::Migration)),+]
                }
            }

            $crate::laws::law::migrates::<Migrator>($case, stringify!($on)).await;
        }
    };
    (@test $case:expr, $on:ident, refused $text:literal) => {
        #[tokio::test]
        async fn $on() {
            $crate::laws::law::refuses($case, stringify!($on), $text).await;
        }
    };
    (@test $case:expr, $on:ident, stays $text:literal) => {
        #[tokio::test]
        async fn $on() {
            $crate::laws::law::stays($case, stringify!($on)).await;
        }
    };
    (@test $case:expr, $on:ident, left_out $text:literal) => {};
}

pub(super) use laws;

/// Every folder is a case, every case has all databases, and where one does not migrate, the reason is listed.
pub(super) fn assert_matrix(matrix: &[(&str, [(&str, Outcome); 3])]) {
    let mut folders: Vec<_> = std::fs::read_dir(super::law::FOLDER)
        .expect("the folder of the cases can be read")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    folders.sort();
    let cases: Vec<_> = matrix.iter().map(|(case, _)| *case).collect();
    assert_eq!(cases, folders);
    let mut text = String::new();
    for (case, outcomes) in matrix {
        assert_eq!(outcomes.map(|(on, _)| on), ["postgres", "mysql", "sqlite"], "the databases of {case}");
        for (on, outcome) in outcomes {
            let line = match outcome {
                Outcome::Migrates => continue,
                Outcome::Refused(why) => format!("is refused: {why}"),
                Outcome::Stays(why) => format!("has nothing to do: {why}"),
                Outcome::LeftOut(why) => format!("is left out: {why}"),
            };
            writeln!(text, "{case} on {on} {line}").expect("a string can be written to");
        }
    }
    super::law::assert_committed("matrix.txt", &text);
}
