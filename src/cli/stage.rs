//! A new text beside the file that it will replace: safely on the disk, with what belongs to the file but not to its text.
//! Replaces nothing.

use std::collections::HashSet;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use tempfile::NamedTempFile;

/// A name that begins and ends so is a text that is not in its place yet. It is hidden, so that no run takes it for a
/// source.
const PREFIX: &str = ".iacfix-";
const SUFFIX: &str = ".tmp";

/// A file in `folder` with the given text, on the disk before this returns. It has the permissions, the owner and the
/// extended attributes of the file at `like`, where there is one; removed when dropped.
///
/// # Errors
/// What the operating system says; nothing is left behind then.
pub fn stage(folder: &Path, like: &Path, text: &str) -> io::Result<NamedTempFile> {
    remove_leftovers(folder);
    let old = File::open(like).ok();
    let mut file = create(folder, old.as_ref())?;
    file.write_all(text.as_bytes())?;
    if let Some(old) = &old {
        // After the text: writing takes what a set-user-id bit gives.
        keep_what_is_not_text(old, file.as_file())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// A file that is locked while this process has it, so that no other run takes it for a leftover.
fn create(folder: &Path, old: Option<&File>) -> io::Result<NamedTempFile> {
    loop {
        let mut builder = tempfile::Builder::new();
        builder.prefix(PREFIX).suffix(SUFFIX);
        if old.is_none() {
            as_any_program_creates(&mut builder);
        }
        let file = builder.tempfile_in(folder)?;
        // Where files cannot be locked, leftovers stay, too.
        let _ = file.as_file().lock();
        // Another run may have removed it before it was locked.
        if file.path().exists() {
            return Ok(file);
        }
    }
}

/// The user's umask takes away what others may not do.
#[cfg(unix)]
fn as_any_program_creates(builder: &mut tempfile::Builder<'_, '_>) {
    use std::os::unix::fs::PermissionsExt;
    builder.permissions(fs::Permissions::from_mode(0o666));
}

#[cfg(not(unix))]
fn as_any_program_creates(_: &mut tempfile::Builder<'_, '_>) {}

/// Removes what runs that were killed left in `folder`; once a run.
fn remove_leftovers(folder: &Path) {
    static SEEN: Mutex<Option<HashSet<PathBuf>>> = Mutex::new(None);
    let mut seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    if !seen.get_or_insert_default().insert(folder.to_owned()) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_staged = name.starts_with(PREFIX) && name.ends_with(SUFFIX);
        if is_staged && entry.file_type().is_ok_and(|kind| kind.is_file()) {
            let path = entry.path();
            // While its run lives it is locked.
            if let Ok(file) = File::open(&path)
                && file.try_lock().is_ok()
            {
                let _ = fs::remove_file(&path);
            }
        }
    }
}

#[cfg(unix)]
fn keep_what_is_not_text(old: &File, new: &File) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, PermissionsExt, fchown};
    let wanted = old.metadata()?;
    // Only root may give a file away; everyone may share one with a group of theirs.
    if fchown(new, Some(wanted.uid()), Some(wanted.gid())).is_err() {
        let _ = fchown(new, None, Some(wanted.gid()));
    }
    keep_attributes(old, new);
    let found = new.metadata()?;
    let mut mode = wanted.mode() & 0o7777;
    // A program that acts as its owner must not act as another one.
    for (bit, kept) in [
        (0o4000, found.uid() == wanted.uid()),
        (0o2000, found.gid() == wanted.gid()),
    ] {
        if !kept {
            mode &= !bit;
        }
    }
    new.set_permissions(fs::Permissions::from_mode(mode))
}

#[cfg(not(unix))]
fn keep_what_is_not_text(old: &File, new: &File) -> io::Result<()> {
    new.set_permissions(old.metadata()?.permissions())
}

/// Gives `new` the extended attributes of `old`, access control lists among them, and takes away those that it has from
/// its folder. Where the file system has none, or refuses one, the file is as good as can be.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn keep_attributes(old: &File, new: &File) {
    use rustix::fs::{XattrFlags, fgetxattr, fremovexattr, fsetxattr};
    let wanted = attributes(old);
    for name in attributes(new) {
        if !wanted.contains(&name) {
            let _ = fremovexattr(new, name.as_slice());
        }
    }
    for name in wanted {
        let mut value = vec![0; MOST_BYTES];
        if let Ok(length) = fgetxattr(old, name.as_slice(), value.as_mut_slice()) {
            let _ = fsetxattr(new, name.as_slice(), &value[..length], XattrFlags::empty());
        }
    }
}

#[cfg(all(unix, not(any(target_os = "linux", target_os = "macos"))))]
fn keep_attributes(_: &File, _: &File) {}

/// What Linux allows for the names of a file's extended attributes, and for the value of one.
#[cfg(any(target_os = "linux", target_os = "macos"))]
const MOST_BYTES: usize = 64 * 1024;

/// The names of the extended attributes that are the user's to keep. Others speak of the text, as a checksum does.
#[cfg(any(target_os = "linux", target_os = "macos"))]
fn attributes(file: &File) -> Vec<Vec<u8>> {
    let mut names = vec![0; MOST_BYTES];
    let length = rustix::fs::flistxattr(file, names.as_mut_slice()).unwrap_or_default();
    let is_kept = |name: &&[u8]| {
        let of_user = name.starts_with(b"user.") || name.starts_with(b"com.apple.");
        of_user || [b"system.posix_acl_access".as_slice(), b"security.selinux"].contains(name)
    };
    let names = names[..length].split(|&byte| byte == 0);
    names.filter(is_kept).map(<[u8]>::to_vec).collect()
}
