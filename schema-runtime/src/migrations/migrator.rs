//! A directory comes in; the `Migrator` in it, its migrations and what has to be written to add one go out.

use super::Written;
use super::edit::{self, Source};
use super::file::{self, Edit};
use crate::error::Error;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// The `Migrator` of a migration crate, or of a module that holds one.
pub struct Migrator {
    /// The file with `impl MigratorTrait`.
    source: Source,
    /// The file with the `mod m…;` lines, where it is another one.
    modules: Option<Source>,
    names: BTreeSet<String>,
}

impl Migrator {
    /// Looks in the directory's `src`, or in the directory itself, for the one file that implements `MigratorTrait`.
    ///
    /// # Errors
    /// [`Error::MigrationCrate`] when there is none, or several; [`Error::Io`] when it cannot be read.
    pub fn find(directory: &Path) -> Result<Self, Error> {
        if !directory.exists() {
            return Err(Error::MigrationCrate {
                path: directory.to_owned(),
                why: "there is no such directory: give the one of a migration crate, or make one with \
                      `sea-orm-cli migrate init`"
                    .to_owned(),
            });
        }
        let folder = match directory.join("src") {
            src if src.is_dir() => src,
            _ => directory.to_owned(),
        };
        let sources = sources(&folder)?;
        let (mut migrators, others): (Vec<_>, Vec<_>) =
            sources.into_iter().partition(|source| !source.migrators().is_empty());
        let error = |why: String| Err(Error::MigrationCrate { path: folder.clone(), why });
        if migrators.len() > 1 {
            let files: Vec<_> = migrators.iter().map(|source| source.path.display().to_string()).collect();
            return error(format!(
                "several files implement `MigratorTrait` ({}): give the directory of the one that is meant",
                files.join(", ")
            ));
        }
        let Some(source) = migrators.pop() else {
            return error(
                "no file here implements `MigratorTrait`, so this is no migration crate: give the directory of one, \
                 or make one with `sea-orm-cli migrate init`"
                    .to_owned(),
            );
        };
        let elsewhere = source.modules().is_empty();
        let modules = others.into_iter().find(|other| elsewhere && !other.modules().is_empty());
        let mut migrator = Self { source, modules, names: BTreeSet::new() };
        migrator.names = migrator.known();
        Ok(migrator)
    }

    /// The file that holds it.
    pub fn path(&self) -> &Path {
        &self.source.path
    }

    /// The names of its migrations, and of files that look like one.
    pub fn names(&self) -> &BTreeSet<String> {
        &self.names
    }

    /// Where a migration of this name stands.
    pub fn file_of(&self, name: &str) -> PathBuf {
        self.folder().join(format!("{name}.rs"))
    }

    /// The newest migrations, if they do what these texts do, in this order: all but the first comments are the same.
    ///
    /// # Errors
    /// [`Error::Io`] when a file cannot be read.
    pub fn newest_if_same(&self, texts: &[&str]) -> Result<Option<Vec<Written>>, Error> {
        let mut names: Vec<_> =
            self.names.iter().rev().filter(|name| edit::is_migration(name)).take(texts.len()).collect();
        names.reverse();
        if names.len() < texts.len() {
            return Ok(None);
        }
        let mut same = Vec::new();
        for (name, text) in names.into_iter().zip(texts) {
            let file = self.file_of(name);
            if !file.is_file() || code(&file::read(&file)?) != code(text) {
                return Ok(None);
            }
            same.push(Written { name: name.clone(), file, migrator: self.path().to_owned() });
        }
        Ok(Some(same))
    }

    /// The edits that register a migration: none where it is registered.
    pub(super) fn registered(&self, name: &str) -> Result<Vec<Edit>, Error> {
        let parent = if self.modules.is_some() { "super::" } else { "" };
        let listed = self.source.with_listed(name, parent)?;
        let Some(modules) = &self.modules else {
            let text = edit::with_module(&Source::read(&self.source.path, listed)?, name);
            return Ok(self.source.changed(text).into_iter().collect());
        };
        let declared = edit::with_module(modules, name);
        Ok(modules.changed(declared).into_iter().chain(self.source.changed(listed)).collect())
    }

    fn declaring(&self) -> &Source {
        self.modules.as_ref().unwrap_or(&self.source)
    }

    /// The folder of the modules that a file declares.
    fn folder(&self) -> PathBuf {
        let path = &self.declaring().path;
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        match path.file_stem().and_then(|stem| stem.to_str()) {
            Some("lib" | "main" | "mod") | None => folder,
            Some(stem) => folder.join(stem),
        }
    }

    fn known(&self) -> BTreeSet<String> {
        let mut names: BTreeSet<_> = self.declaring().modules().into_iter().collect();
        let entries = fs::read_dir(self.folder()).into_iter().flatten().flatten();
        names.extend(entries.filter_map(|entry| {
            let path = entry.path();
            let name = path.file_stem()?.to_str()?.to_owned();
            edit::is_migration(&name).then_some(name)
        }));
        names
    }
}

/// A migration without its first comment.
fn code(text: &str) -> Vec<&str> {
    text.lines().skip_while(|line| line.starts_with("//!")).collect()
}

/// The Rust files of a folder that are not migrations, in the order of their names.
fn sources(folder: &Path) -> Result<Vec<Source>, Error> {
    let entries = fs::read_dir(folder).map_err(file::failed("read", folder))?;
    let mut paths: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| {
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            path.extension().is_some_and(|extension| extension == "rs")
                && !edit::is_migration(stem)
                && path.is_file()
        })
        .collect();
    paths.sort();
    paths.into_iter().map(|path| Source::read(&path, file::read(&path)?)).collect()
}
