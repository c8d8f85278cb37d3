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
use file::Edit;
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

/// Writes migrations into the crate at `directory` (its root, its `src`, or a module with a `Migrator`) and registers
/// them there, in this order. Their names are stamped with `moment` and the seconds after it, or with those after the
/// newest migration's if that one is later. When anything fails, all is as it was.
///
/// # Errors
/// [`Error::MigrationCrate`] for a directory without a `Migrator` that can be added to; [`Error::Io`] when a file
/// cannot be read or written.
pub fn write(
    directory: &Path,
    migrations: &[(MigrationName, &str)],
    moment: Moment,
) -> Result<Vec<Written>, Error> {
    let mut undo = Undo::default();
    let mut written = Vec::new();
    for (name, text) in migrations {
        match add(directory, name, moment, text, &mut undo) {
            Ok(one) => written.push(one),
            Err(error) => {
                undo.run();
                return Err(error);
            }
        }
    }
    Ok(written)
}

/// What has to be taken back when a later migration cannot be written.
#[derive(Default)]
struct Undo {
    files: Vec<PathBuf>,
    edits: Vec<Edit>,
}

impl Undo {
    fn run(self) {
        let back: Vec<_> = self.edits.into_iter().rev().map(Edit::turned).collect();
        // The first error is the one to tell.
        let _ = file::replace_all(&back);
        self.files.iter().for_each(|path| file::remove(path));
    }
}

fn add(
    directory: &Path,
    name: &MigrationName,
    moment: Moment,
    text: &str,
    undo: &mut Undo,
) -> Result<Written, Error> {
    let migrator = Migrator::find(directory)?;
    let name = name.stamped(moment, migrator.names());
    let file = migrator.file_of(&name);
    if file.exists() {
        return Err(Error::MigrationCrate { path: file, why: "the file is there already".to_owned() });
    }
    let edits = migrator.registered(&name)?;
    file::create(&file, text)?;
    undo.files.push(file.clone());
    file::replace_all(&edits)?;
    undo.edits.extend(edits);
    Ok(Written { name, file, migrator: migrator.path().to_owned() })
}

#[cfg(test)]
mod tests;
