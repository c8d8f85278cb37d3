//! Files that are there as a whole or not at all.

use crate::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

/// A file with the text it shall have, and the one it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) path: PathBuf,
    pub(super) before: String,
    pub(super) after: String,
}

impl Edit {
    /// The way back.
    pub(super) fn turned(self) -> Self {
        Self { path: self.path, before: self.after, after: self.before }
    }
}

pub(super) fn read(path: &Path) -> Result<String, Error> {
    fs::read_to_string(path).map_err(failed("read", path))
}

/// A new file, with its folder.
pub(super) fn create(path: &Path, text: &str) -> Result<(), Error> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(failed("create", folder))?;
    }
    let beside = beside(path);
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, path));
    written.map_err(|source| {
        remove(&beside);
        failed("write", path)(source)
    })
}

/// All of the edits, or none.
pub(super) fn replace_all(edits: &[Edit]) -> Result<(), Error> {
    for (position, edit) in edits.iter().enumerate() {
        if let Err(error) = replace(&edit.path, &edit.after) {
            for done in &edits[..position] {
                // The first error is the one to tell.
                let _ = replace(&done.path, &done.before);
            }
            return Err(error);
        }
    }
    Ok(())
}

/// In place of a file that is there, with its rights; where it is a link, of what it leads to.
fn replace(path: &Path, text: &str) -> Result<(), Error> {
    let target = fs::canonicalize(path).map_err(failed("find", path))?;
    let rights = fs::metadata(&target).map_err(failed("read", path))?.permissions();
    if rights.readonly() {
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        return Err(failed("write", path)(denied));
    }
    let beside = beside(&target);
    let written = fs::write(&beside, text)
        .and_then(|()| fs::set_permissions(&beside, rights))
        .and_then(|()| fs::rename(&beside, &target));
    written.map_err(|source| {
        remove(&beside);
        failed("write", path)(source)
    })
}

/// What cannot be removed was not there, or is told of by an error before.
pub(super) fn remove(path: &Path) {
    let _ = fs::remove_file(path);
}

/// A name in the same folder that no compiler reads.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.{}.new", std::process::id()))
}

pub(super) fn failed(doing: &'static str, path: &Path) -> impl FnOnce(std::io::Error) -> Error {
    let path = path.to_owned();
    move |source| Error::Io { doing, path, source }
}
