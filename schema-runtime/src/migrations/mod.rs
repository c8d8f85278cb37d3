//! The text of a migration comes in; it stands in the user's migration crate, registered in its `Migrator`.

mod crate_layout;
mod edit;
mod file;
mod migrator;
mod name;

pub use crate_layout::create_crate;
pub use migrator::Migrator;
pub use name::{MigrationName, Moment};

use crate::error::Error;
use std::path::{Path, PathBuf};

/// A migration that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its name: that of its module, and of its row in the table of migrations.
    pub name: String,
    /// Its file.
    pub file: PathBuf,
    /// The file that holds the `Migrator`.
    pub migrator: PathBuf,
}

/// Writes a migration into the crate at `directory` (its root, its `src`, or a module with a `Migrator`) and
/// registers it there. The name is stamped with `moment`, or with the second after the newest migration's if that
/// one is later. When anything fails, all is as it was.
///
/// # Errors
/// [`Error::Name`] for a name that cannot be a module's; [`Error::MigrationCrate`] for a directory without a
/// `Migrator` that can be added to; [`Error::Io`] when a file cannot be read or written.
pub fn write(directory: &Path, name: &MigrationName, moment: Moment, text: &str) -> Result<Written, Error> {
    let migrator = Migrator::find(directory)?;
    let name = name.stamped(moment, migrator.names());
    let file = migrator.file_of(&name);
    if file.exists() {
        return Err(Error::MigrationCrate { path: file, why: "the file is there already".to_owned() });
    }
    let edits = migrator.registered(&name)?;
    file::create(&file, text)?;
    if let Err(error) = file::replace_all(&edits) {
        file::remove(&file);
        return Err(error);
    }
    Ok(Written { name, file, migrator: migrator.path().to_owned() })
}

#[cfg(test)]
mod tests;
