//! Finding and reading the configuration of each file: the nearest one above it.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

use ignore::gitignore::{Gitignore, GitignoreBuilder};
use rustc_hash::FxBuildHasher;

use super::disk::{Disk, advice};
use crate::codemods;
use crate::config::{Config, ConfigError, Table};
use crate::engine::Checker;
use crate::project::Files;
use crate::walk::Kind;

/// Where the settings come from.
#[derive(Clone, Debug, Default)]
pub struct ConfigOptions {
    /// The configuration for all files, instead of the nearest.
    pub file: Option<PathBuf>,
    /// `KEY=VALUE`, in order.
    pub settings: Vec<String>,
    /// Ids; empty to leave the choice to the configuration.
    pub select: Vec<String>,
    /// Ids, besides those of the configuration.
    pub ignore: Vec<String>,
}

/// Folders whose configuration is remembered at a time, so that what is held does not grow with their number.
const MOST_FOLDERS: usize = 4096;

/// One configuration, and what it comes to.
#[derive(Debug)]
pub struct Loaded {
    /// Where it was read; `None` for the defaults.
    pub file: Option<PathBuf>,
    /// The settings, those of the command line included.
    pub config: Config,
    excluded: Gitignore,
    checker: OnceLock<Checker>,
}

/// A configuration that cannot be used. Files under it are not checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrokenConfig {
    /// The file; `None` where the command line is at fault.
    pub file: Option<PathBuf>,
    /// What is wrong and what to do.
    pub message: String,
}

/// What is known about the configuration of the files in one folder.
pub type Found = Result<Arc<Loaded>, Arc<BrokenConfig>>;

/// The configurations of a run, each read once.
#[derive(Debug)]
pub struct Configs {
    disk: Disk,
    options: ConfigOptions,
    /// Above this folder there is nothing to be heard.
    top: Option<PathBuf>,
    /// `--config`: rules everywhere.
    only: Option<Arc<Loaded>>,
    /// By folder, from the root.
    folders: Mutex<HashMap<OsString, Found, FxBuildHasher>>,
    /// By folder, as the caller names it: most questions are about files of one folder after another.
    named: RwLock<HashMap<OsString, Found, FxBuildHasher>>,
}

impl Loaded {
    /// The checker for the files under it, made when first asked for.
    pub fn checker(&self) -> &Checker {
        self.checker
            .get_or_init(|| Checker::new(self.config.selection()))
    }

    /// Whether it leaves out what stands at `path` on `disk`.
    pub fn excludes(&self, path: &Path, kind: Kind, disk: &Disk) -> bool {
        let folder = kind == Kind::Folder;
        !self.excluded.is_empty()
            && self
                .excluded
                .matched(disk.absolute(path), folder)
                .is_ignore()
    }
}

impl Configs {
    /// Reads `--config`, and tries the other options on the defaults.
    ///
    /// # Errors
    /// [`BrokenConfig`] where the command line or the file that it names is at fault, so that no file can be checked.
    pub fn new(disk: Disk, options: ConfigOptions) -> Result<Self, BrokenConfig> {
        let mut configs = Self {
            disk,
            options,
            top: None,
            only: None,
            folders: Mutex::default(),
            named: RwLock::default(),
        };
        let defaults = configs.load(None, Path::new("."), Config::new(codemods::ALL))?;
        if let Some(file) = &configs.options.file {
            let broken = |message| BrokenConfig {
                file: Some(file.clone()),
                message,
            };
            let text = fs::read_to_string(file)
                .map_err(|error| broken(format!("cannot be read: {}", advice(&error))))?;
            let table = match file.ends_with("pyproject.toml") {
                true => Table::Pyproject,
                false => Table::Whole,
            };
            let config = Config::parse(codemods::ALL, &text, table)
                .map_err(|error| broken(error.to_string()))?
                .ok_or_else(|| broken("has no table [tool.iacfix]; add it".to_owned()))?;
            let loaded = configs.load(Some(file.clone()), Path::new("."), config)?;
            configs.only = Some(Arc::new(loaded));
        } else {
            // Above the root of the file system there is no configuration.
            let folders = configs.folders.get_mut();
            folders
                .unwrap_or_else(PoisonError::into_inner)
                .insert(OsString::new(), Ok(Arc::new(defaults)));
        }
        Ok(configs)
    }

    /// As [`Configs::new`] for the folder that the disk is seen from, where no configuration above that folder counts.
    ///
    /// # Errors
    /// As for [`Configs::new`].
    pub fn within(disk: Disk, options: ConfigOptions) -> Result<Self, BrokenConfig> {
        let top = Some(disk.current().to_owned());
        Ok(Self {
            top,
            ..Self::new(disk, options)?
        })
    }

    /// The configuration of the file at `path`.
    pub fn of_file(&self, path: &Path) -> Found {
        if let Some(only) = &self.only {
            return Ok(Arc::clone(only));
        }
        let named = path.parent().unwrap_or(Path::new(""));
        let known = self.named.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(named.as_os_str()) {
            return found.clone();
        }
        drop(known);
        let absolute = self.disk.absolute(path);
        let found = self.of_folder(absolute.parent().unwrap_or(Path::new("")));
        let mut known = self.named.write().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST_FOLDERS {
            known.clear();
        }
        known.insert(named.into(), found.clone());
        found
    }

    /// Whether the configuration leaves out what stands at `path`.
    pub fn excludes(&self, path: &Path, kind: Kind) -> bool {
        self.of_file(path)
            .is_ok_and(|loaded| loaded.excludes(path, kind, &self.disk))
    }

    /// Whether a walk that comes from above would leave out the file at `path`.
    pub fn excludes_named(&self, path: &Path) -> bool {
        let file = self.disk.absolute(path);
        let mut folders = file.ancestors().skip(1);
        self.excludes(&file, Kind::File)
            || folders.any(|folder| self.excludes(folder, Kind::Folder))
    }

    fn of_folder(&self, folder: &Path) -> Found {
        let folders = || self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = folders().get(folder.as_os_str()) {
            return found.clone();
        }
        let found = match self.read(folder) {
            Ok(Some(loaded)) => Ok(Arc::new(loaded)),
            Ok(None) if self.top.as_deref() == Some(folder) => self.of_folder(Path::new("")),
            Ok(None) => self.of_folder(folder.parent().unwrap_or(Path::new(""))),
            Err(broken) => Err(Arc::new(broken)),
        };
        // Another thread may have read it meanwhile: the first one counts, so that there is one checker.
        let mut folders = folders();
        if folders.len() >= MOST_FOLDERS {
            folders.retain(|folder, found| stands_in(found, Path::new(folder)));
        }
        folders.entry(folder.into()).or_insert(found).clone()
    }

    /// The configuration that stands in `folder`, if there is one.
    fn read(&self, folder: &Path) -> Result<Option<Loaded>, BrokenConfig> {
        for (name, table) in [
            ("iacfix.toml", Table::Whole),
            ("pyproject.toml", Table::Pyproject),
        ] {
            let file = folder.join(name);
            let broken = |message: String| BrokenConfig {
                file: Some(PathBuf::from(self.disk.relative_name(&file))),
                message,
            };
            let text = match fs::read_to_string(&file) {
                Ok(text) => text,
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                // Above the project there may be folders that are not ours to read.
                Err(_) if table == Table::Pyproject => continue,
                Err(error) => return Err(broken(format!("cannot be read: {}", advice(&error)))),
            };
            // Whether someone else's file is valid is not our business.
            if table == Table::Pyproject && !text.contains("iacfix") {
                continue;
            }
            let parsed = Config::parse(codemods::ALL, &text, table);
            if let Some(config) = parsed.map_err(|error| broken(error.to_string()))? {
                return self.load(Some(file), folder, config).map(Some);
            }
        }
        Ok(None)
    }

    /// Puts the command line's settings on top. Globs are relative to `folder`.
    fn load(
        &self,
        file: Option<PathBuf>,
        folder: &Path,
        mut config: Config,
    ) -> Result<Loaded, BrokenConfig> {
        let option = |name: &'static str| {
            move |error: ConfigError| BrokenConfig {
                file: None,
                message: format!("{name}: {error}"),
            }
        };
        for assignment in &self.options.settings {
            config.set(assignment).map_err(option("--set"))?;
        }
        if !self.options.select.is_empty() {
            let selected = config.select(&self.options.select);
            selected.map_err(option("--select"))?;
        }
        config
            .ignore(&self.options.ignore)
            .map_err(option("--ignore"))?;
        let mut globs = GitignoreBuilder::new(self.disk.absolute(folder));
        let broken = |error: ignore::Error| BrokenConfig {
            file: file.clone(),
            message: format!("`exclude` holds a glob that is not valid: {error}"),
        };
        for glob in &config.exclude {
            globs.add_line(None, glob).map_err(broken)?;
        }
        let excluded = globs.build().map_err(broken)?;
        Ok(Loaded {
            file,
            config,
            excluded,
            checker: OnceLock::new(),
        })
    }
}

/// Whether what was found for `folder` stands in it, or is what holds where nothing is found.
fn stands_in(found: &Found, folder: &Path) -> bool {
    match found {
        Ok(loaded) => {
            loaded
                .file
                .as_deref()
                .and_then(Path::parent)
                .unwrap_or(Path::new(""))
                == folder
        }
        Err(_) => false,
    }
}
