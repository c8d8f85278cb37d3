//! A name and a moment come in, the name of a migration goes out: `mYYYYMMDD_HHMMSS_name`.

use crate::error::Error;
use std::time::{SystemTime, UNIX_EPOCH};

/// What a migration is called, without its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationName(String);

impl MigrationName {
    /// The longest name that file systems take, with the time and `.rs`.
    const LONGEST: usize = 200;

    /// Small letters, digits and underscores.
    ///
    /// ```
    /// use schema_runtime::migrations::MigrationName;
    ///
    /// assert!(MigrationName::new("add_users").is_ok());
    /// assert_eq!(
    ///     MigrationName::new("Add users!").unwrap_err().to_string(),
    ///     "`Add users!` cannot name a migration: it becomes a module's name, \
    ///      which has small letters, digits and underscores: write `add_users`"
    /// );
    /// ```
    ///
    /// # Errors
    /// [`Error::Name`] with a name that would do.
    pub fn new(name: &str) -> Result<Self, Error> {
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        let error = |why: String| Err(Error::Name { name: name.to_owned(), why });
        if name.len() > Self::LONGEST {
            return error(format!("it is longer than {} bytes: write a shorter one", Self::LONGEST));
        }
        if !name.is_empty() && name.chars().all(fits) {
            return Ok(Self(name.to_owned()));
        }
        let words = name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
        let better = words.collect::<Vec<_>>().join("_").to_ascii_lowercase();
        let better = if better.is_empty() { "add_users" } else { &better };
        error(format!(
            "it becomes a module's name, which has small letters, digits and underscores: write `{better}`"
        ))
    }

    /// The same with more behind it, where there is more.
    pub(crate) fn with_suffix(&self, suffix: &str) -> Self {
        if suffix.is_empty() { self.clone() } else { Self(format!("{}_{suffix}", self.0)) }
    }

    /// With its time, behind all that are there.
    pub(super) fn stamped<'a>(&self, moment: Moment, others: impl IntoIterator<Item = &'a String>) -> String {
        let newest = others.into_iter().filter_map(|name| Stamp::read(name)).max();
        let mut stamp = moment.stamp();
        if let Some(newest) = newest.filter(|newest| *newest >= stamp) {
            stamp = newest.next();
        }
        let Stamp(number) = stamp;
        format!("m{:08}_{:06}_{}", number / 1_000_000, number % 1_000_000, self.0)
    }
}

/// A second in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Moment(u64);

impl Moment {
    /// Now.
    pub fn now() -> Self {
        SystemTime::now().into()
    }

    /// So many seconds after 1970 began.
    pub fn from_unix_seconds(seconds: u64) -> Self {
        Self(seconds)
    }

    /// `2026-11-21`.
    pub fn date(self) -> String {
        let (year, month, day) = civil(self.0 / 86_400);
        format!("{year:04}-{month:02}-{day:02}")
    }

    fn stamp(self) -> Stamp {
        let (year, month, day) = civil(self.0 / 86_400);
        let (hour, minute, second) = (self.0 / 3600 % 24, self.0 / 60 % 60, self.0 % 60);
        Stamp(((((year * 100 + month) * 100 + day) * 100 + hour) * 100 + minute) * 100 + second)
    }
}

impl From<SystemTime> for Moment {
    fn from(time: SystemTime) -> Self {
        Self(time.duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()))
    }
}

/// The fourteen digits of a migration's name, as a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Stamp(u64);

impl Stamp {
    fn read(name: &str) -> Option<Self> {
        let rest = name.strip_prefix('m')?;
        let (date, rest) = rest.split_once('_')?;
        let time = rest.get(..6)?;
        let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let complete = date.len() == 8 && digits(date) && digits(time);
        complete.then(|| format!("{date}{time}").parse().ok().map(Self)).flatten()
    }

    /// The next one that is a time, or at least a number: people write `000099` too.
    fn next(self) -> Self {
        let mut next = self.0 + 1;
        for (unit, limit) in [(1, 60), (100, 60), (10_000, 24)] {
            if next / unit % 100 == limit {
                next += unit * (100 - limit);
            }
        }
        Self(next)
    }
}

/// Year, month and day of a day counted from 1970, in the proleptic Gregorian calendar: years begin in March, so
/// that the leap day is the last of its year.
fn civil(days: u64) -> (u64, u64, u64) {
    let days = days + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamped(seconds: u64, others: &[&str]) -> String {
        let others: Vec<_> = others.iter().map(|&name| name.to_owned()).collect();
        MigrationName::new("x").expect("a name").stamped(Moment::from_unix_seconds(seconds), &others)
    }

    #[test]
    fn a_second_becomes_a_date_and_a_time() {
        assert_eq!(stamped(0, &[]), "m19700101_000000_x");
        assert_eq!(stamped(951_782_399, &[]), "m20000228_235959_x");
        assert_eq!(stamped(951_782_400, &[]), "m20000229_000000_x");
        assert_eq!(stamped(1_709_251_199, &[]), "m20240229_235959_x");
        assert_eq!(stamped(1_795_255_630, &[]), "m20261121_100710_x");
        assert_eq!(Moment::from_unix_seconds(1_795_255_630).date(), "2026-11-21");
    }

    #[test]
    fn a_new_migration_stands_behind_those_that_are_there() {
        assert_eq!(stamped(0, &["m20220101_000001_create_table"]), "m20220101_000002_x");
        assert_eq!(stamped(0, &["m20220101_000059_a", "other"]), "m20220101_000100_x");
        assert_eq!(stamped(0, &["m20220101_235959_a"]), "m20220102_000000_x");
        assert_eq!(stamped(0, &["m20220101_000099_a"]), "m20220101_000100_x");
        assert_eq!(stamped(1_795_255_630, &["m20220101_000001_create_table"]), "m20261121_100710_x");
    }

    #[test]
    fn a_name_that_is_none_gets_a_better_one() {
        for (name, better) in [
            ("add users", "add_users"),
            ("add-users", "add_users"),
            ("AddUsers", "addusers"),
            ("", "add_users"),
            ("é", "add_users"),
        ] {
            let error = MigrationName::new(name).expect_err(name).to_string();
            assert!(error.ends_with(&format!("write `{better}`")), "{error}");
        }
        assert!(MigrationName::new(&"a".repeat(201)).is_err());
    }
}
