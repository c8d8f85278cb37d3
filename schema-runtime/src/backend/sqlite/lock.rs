//! A connection to SQLite comes in; a lock of the system's on a file beside the database, which goes with the process that
//! holds it, goes out.

use crate::backend::lock::Attempt;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, DbErr, Statement};
use std::fs::{File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

/// A lock of the database itself would keep the migrations out too. One in memory has a single user.
pub(in crate::backend) async fn attempt(db: &DatabaseConnection) -> Result<Attempt, DbErr> {
    let query = "SELECT file FROM pragma_database_list WHERE name = 'main'";
    let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, query)).await?;
    let file: Option<String> = row.map_or(Ok(None), |row| row.try_get_by_index(0))?;
    Ok(match file.filter(|file| !file.is_empty()) {
        Some(file) => Attempt::File(PathBuf::from(format!("{file}-migrating"))),
        None => Attempt::Alone,
    })
}

/// A locked file, which is gone when this is dropped.
#[derive(Debug)]
pub(crate) struct LockedFile {
    path: PathBuf,
    /// Closed, and with that unlocked, after its name is gone.
    _file: File,
}

impl LockedFile {
    /// Takes it, unless another holds it.
    pub(in crate::backend) fn take(path: &Path) -> io::Result<Option<Self>> {
        let file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Ok(None),
            Err(TryLockError::Error(error)) => return Err(error),
        }
        // Whoever held it before has removed it meanwhile: then another may have made a new one of this name.
        if !is_at(&file, path) {
            return Ok(None);
        }
        Ok(Some(Self { path: path.to_owned(), _file: file }))
    }
}

impl Drop for LockedFile {
    fn drop(&mut self) {
        // Left behind, it is locked by nobody, and is used again.
        let _ = std::fs::remove_file(&self.path);
    }
}

/// Whether the file is still the one of this name.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let number = |metadata: std::fs::Metadata| (metadata.dev(), metadata.ino());
    let (file, there) = (file.metadata().map(number).ok(), std::fs::metadata(path).map(number).ok());
    file.is_some() && file == there
}

/// A file that is open cannot lose its name here.
#[cfg(not(unix))]
fn is_at(_file: &File, path: &Path) -> bool {
    path.exists()
}

#[cfg(test)]
mod tests {
    use super::LockedFile;

    #[test]
    fn one_has_it_at_a_time_and_nothing_is_left() {
        let path = std::env::temp_dir().join(format!("schema_runtime_lock_{}", std::process::id()));
        let held = LockedFile::take(&path).expect("a file can be made").expect("nobody has it");
        assert!(LockedFile::take(&path).expect("the file can be opened").is_none());
        drop(held);
        assert!(!path.exists());
        assert!(LockedFile::take(&path).expect("a file can be made").is_some());
        assert!(!path.exists());
    }
}
