//! What a file keeps besides its text when it is written, and whose files are left.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::path::Path;

use rustix::fs::{XattrFlags, getxattr, setxattr};

use super::super::sandbox::{IACFIX, Sandbox, has_tools, skip};
use super::{NEW, OLD, mode_of};

#[test]
fn what_belongs_to_someone_else_is_written_only_where_that_is_allowed() {
    let sandbox = Sandbox::new(&[
        ("open/mine.ts", OLD),
        ("open/not_shared.ts", OLD),
        ("open/shared.ts", OLD),
        ("closed/shared.ts", OLD),
    ]);
    let (user, group) = (65_534, 54_321);
    let shared = sandbox.path("open/shared.ts");
    let given = chown(&shared, None, Some(group))
        .and_then(|()| chown(sandbox.path("open/mine.ts"), Some(user), Some(user)));
    if given.is_err() {
        return skip("only root gives files away");
    }
    if !has_tools(&["setpriv"]) {
        return;
    }
    for (path, mode) in [
        (".", 0o755),
        ("open", 0o777),
        ("closed", 0o755),
        ("open/mine.ts", 0o640),
        ("open/not_shared.ts", 0o644),
        ("open/shared.ts", 0o664),
        ("closed/shared.ts", 0o666),
    ] {
        let path = sandbox.path(path);
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }
    let as_user = |arguments: &[&str]| {
        let user = [
            "--reuid=65534",
            "--regid=65534",
            "--groups=54321",
            "--",
            IACFIX,
        ];
        sandbox.execute(Path::new("setpriv"), &[&user, arguments].concat(), "")
    };
    if as_user(&["--version"]).code != 0 {
        return skip("nobody else can run the program where it lies");
    }
    let run = as_user(&["--fix"]);
    assert_eq!(run.code, 2, "{run:?}");
    let closed = sandbox.path("closed").canonicalize().unwrap();
    assert_eq!(
        run.stderr,
        format!(
            "error: closed/shared.ts: not written: the folder {} is read-only; make it writable (chmod u+w) and run again\n\
            error: open/not_shared.ts: not written: permission denied; change its permissions or exclude it\n",
            closed.display()
        )
    );
    for (path, text) in [
        ("open/mine.ts", NEW),
        ("open/not_shared.ts", OLD),
        ("open/shared.ts", NEW),
        ("closed/shared.ts", OLD),
    ] {
        assert_eq!(sandbox.read(path), text, "{path}");
    }
    let now = fs::metadata(&shared).unwrap();
    assert_eq!((now.gid(), now.mode() & 0o7777), (group, 0o664));
    assert_eq!(
        sandbox.names("open"),
        ["mine.ts", "not_shared.ts", "shared.ts"]
    );
}

#[test]
fn permissions_owner_and_attributes_are_kept() {
    let modes = [0o600, 0o640, 0o644, 0o755, 0o2755, 0o4711, 0o7777];
    let sandbox = Sandbox::new::<&str>(&[]);
    let path = |mode: u32| sandbox.path(&format!("{mode:o}.ts"));
    let mut is_root = true;
    for mode in modes {
        fs::write(path(mode), OLD).unwrap();
        is_root &= chown(path(mode), Some(12_345), Some(54_321)).is_ok();
        fs::set_permissions(path(mode), Permissions::from_mode(mode)).unwrap();
    }
    // An access control list as the kernel has it: a version, and a tag, rights and an id for each entry.
    let list = |entries: &[(u16, u16, u32)]| -> Vec<u8> {
        let mut bytes = 2u32.to_le_bytes().to_vec();
        for (tag, rights, id) in entries {
            bytes.extend(tag.to_le_bytes());
            bytes.extend(rights.to_le_bytes());
            bytes.extend(id.to_le_bytes());
        }
        bytes
    };
    let none = u32::MAX;
    let list = list(&[
        (1, 6, none),
        (2, 4, 777),
        (4, 0, none),
        (16, 4, none),
        (32, 0, none),
    ]);
    let [note, access, of_folder] = [
        "user.note",
        "system.posix_acl_access",
        "system.posix_acl_default",
    ];
    let set = |path: &Path, name: &str, value: &[u8]| {
        setxattr(path, name, value, XattrFlags::empty()).is_ok()
    };
    let get = |path: &Path, name: &str| -> Option<Vec<u8>> {
        let mut value = vec![0; 1000];
        let length = getxattr(path, name, value.as_mut_slice()).ok()?;
        value.truncate(length);
        Some(value)
    };
    let has_notes = set(&path(0o644), note, b"keep");
    let has_lists = set(&path(0o640), access, &list) && set(sandbox.root(), of_folder, &list);
    let modes_before = modes.map(|mode| mode_of(&path(mode)));

    assert_eq!(sandbox.run(&["--fix"]).code, 0);
    for (mode, before) in modes.into_iter().zip(modes_before) {
        let now = fs::metadata(path(mode)).unwrap();
        assert_eq!(fs::read_to_string(path(mode)).unwrap(), NEW);
        assert_eq!(mode_of(&path(mode)), before, "{mode:o}");
        if is_root {
            assert_eq!((now.uid(), now.gid()), (12_345, 54_321), "{mode:o}");
        }
    }
    match has_notes {
        true => assert_eq!(get(&path(0o644), note).as_deref(), Some(b"keep".as_slice())),
        false => skip("files have no attributes here"),
    }
    match has_lists {
        true => {
            assert_eq!(get(&path(0o640), access), Some(list));
            assert_eq!(
                get(&path(0o644), access),
                None,
                "the folder's is for new files"
            );
        }
        false => skip("files have no access control lists here"),
    }
}

#[test]
fn links_are_followed_where_they_are_named_and_other_names_keep_the_old_text() {
    let sandbox = Sandbox::new(&[
        ("infra/real.ts", OLD),
        ("infra/deep/down.ts", OLD),
        ("outside/real.ts", OLD),
        ("outside/not_named.ts", OLD),
    ]);
    let links = [
        ("infra/inside.ts", "real.ts"),
        ("infra/twice.ts", "inside.ts"),
        ("infra/out.ts", "../outside/real.ts"),
        ("infra/not_named.ts", "../outside/not_named.ts"),
        ("infra/dangling.ts", "nowhere.ts"),
        ("infra/folder", "deep"),
    ];
    for (link, to) in links {
        symlink(to, sandbox.path(link)).unwrap();
    }
    let (real, second) = ("infra/real.ts", "outside/second_name.ts");
    fs::hard_link(sandbox.path(real), sandbox.path(second)).unwrap();

    // A folder is walked without following its links.
    let run = sandbox.run_in(
        "infra",
        &[
            "folder/down.ts",
            "out.ts",
            "twice.ts",
            "dangling.ts",
            "--fix",
        ],
    );
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(run.stderr, "error: dangling.ts: no such file or folder\n");
    for (link, to) in links {
        let path = sandbox.path(link);
        assert_eq!(fs::read_link(path).unwrap(), Path::new(to), "{link}");
    }
    for (path, text) in [
        ("infra/real.ts", NEW),
        ("infra/deep/down.ts", NEW),
        ("outside/real.ts", NEW),
        ("outside/second_name.ts", OLD),
        ("outside/not_named.ts", OLD),
    ] {
        assert_eq!(sandbox.read(path), text, "{path}");
    }
    assert_eq!(sandbox.run_in("infra", &["--fix"]).code, 0);
    assert_eq!(sandbox.read("outside/not_named.ts"), OLD);
}
