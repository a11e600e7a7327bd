//! Which file a module is.

use std::path::Path;

use super::super::Project;
use super::super::memory::Memory;

/// The file that `specifier` is in `from`, among `files`; empty where there is none.
fn import(files: &[(&str, &str)], from: &str, specifier: &str) -> String {
    let files = Memory::new(files.iter().copied());
    let found = Project::new(&files).resolve_import(Path::new(from), specifier);
    found.map_or_else(String::new, |path| path.display().to_string())
}

#[test]
fn relative_imports() {
    let names = [
        "index.ts",
        "lib/tap-stack.ts",
        "lib/index.ts",
        "lib/view.tsx",
        "lib/both.ts",
        "lib/both/index.ts",
        "lib/esm.mts",
        "lib/common.cts",
        "lib/plain.js",
        "lib/types.d.ts",
        "lib/data.json",
        "lib/a.config.ts",
        "pkg/package.json",
        "pkg/src/main.ts",
        "odd.js.ts",
    ];
    let mut files: Vec<(&str, &str)> = names.iter().map(|name| (*name, "")).collect();
    files[12].1 = r#"{"main": "./src/main.js"}"#;
    for (from, specifier, expected) in [
        ("index.ts", "./lib/tap-stack", "lib/tap-stack.ts"),
        ("bin/tap.ts", "../lib/tap-stack", "lib/tap-stack.ts"),
        ("lib/view.tsx", "..", "index.ts"),
        ("lib/view.tsx", ".", "lib/index.ts"),
        ("lib/view.tsx", "./", "lib/index.ts"),
        ("index.ts", "./lib", "lib/index.ts"),
        ("index.ts", "./lib/view", "lib/view.tsx"),
        ("index.ts", "./lib/both", "lib/both.ts"),
        ("index.ts", "./lib/both/", "lib/both/index.ts"),
        ("index.ts", "./lib/tap-stack.js", "lib/tap-stack.ts"),
        ("index.ts", "./lib/view.js", "lib/view.tsx"),
        ("index.ts", "./lib/view.jsx", "lib/view.tsx"),
        ("index.ts", "./lib/esm.mjs", "lib/esm.mts"),
        ("index.ts", "./lib/common.cjs", "lib/common.cts"),
        ("index.ts", "./lib/plain.js", "lib/plain.js"),
        ("index.ts", "./lib/plain", "lib/plain.js"),
        ("index.ts", "./lib/a.config", "lib/a.config.ts"),
        ("index.ts", "./odd.js", "odd.js.ts"),
        ("index.ts", "./pkg", "pkg/src/main.ts"),
        ("./index.ts", "./lib", "./lib/index.ts"),
        ("/repo/index.ts", "./lib", "/repo/lib/index.ts"),
        ("index.ts", "./lib/types", ""),
        ("index.ts", "./lib/types.d", ""),
        ("index.ts", "./lib/data.json", ""),
        ("index.ts", "./none", ""),
        ("index.ts", "@pulumi/aws", ""),
        ("main.py", "./lib", ""),
    ] {
        assert_eq!(
            import(&files, from, specifier),
            expected,
            "{from}: {specifier}"
        );
    }
}

#[test]
fn paths_of_tsconfig() {
    let files = [
        (
            "tsconfig.json",
            "{\n  // Ours.\n  \"extends\": [\"./config/base\", \"./config/strict.json\"],\n  \"compilerOptions\": {\"strict\": true,},\n}",
        ),
        (
            "config/base.json",
            r#"{"compilerOptions": {"baseUrl": "..", "paths": {"never/*": ["lib/*"]}}}"#,
        ),
        (
            "config/strict.json",
            r#"{"compilerOptions": {"paths": {"@lib/*": ["gone/*", "lib/*"], "@lib/deep/*": ["${configDir}/deep/*"], "one": ["./lib/one.ts"]}}}"#,
        ),
        ("lib/one.ts", ""),
        ("lib/two/index.ts", ""),
        ("deep/three.ts", ""),
        ("app/index.ts", ""),
    ];
    for (specifier, expected) in [
        ("@lib/one", "lib/one.ts"),
        ("@lib/two", "lib/two/index.ts"),
        ("@lib/deep/three", "deep/three.ts"),
        ("one", "lib/one.ts"),
        ("lib/one", "lib/one.ts"),
        ("never/one", ""),
        ("@lib/none", ""),
    ] {
        assert_eq!(
            import(&files, "app/index.ts", specifier),
            expected,
            "{specifier}"
        );
    }
    // Without `baseUrl`, targets are relative to the file that names them; a chain that never ends is left.
    let files = [
        ("app/tsconfig.json", r#"{"extends": "../tsconfig.json"}"#),
        (
            "tsconfig.json",
            r#"{"extends": "./app/tsconfig.json", "compilerOptions": {"paths": {"~/*": ["./lib/*"]}}}"#,
        ),
        ("lib/one.ts", ""),
    ];
    assert_eq!(import(&files, "app/index.ts", "~/one"), "lib/one.ts");
    assert_eq!(import(&files, "app/index.ts", "lib/one"), "");
}

#[test]
fn imports_of_package_json() {
    let files = [
        (
            "package.json",
            r##"{"imports": {"#lib/*": {"types": "./types/*.d.ts", "default": "./lib/*.js"}, "#env": "./env.ts", "#aws": "@pulumi/aws"}}"##,
        ),
        ("lib/one.ts", ""),
        ("env.ts", ""),
        ("types/one.d.ts", ""),
    ];
    assert_eq!(import(&files, "app/index.ts", "#lib/one"), "lib/one.ts");
    assert_eq!(import(&files, "app/index.ts", "#env"), "env.ts");
    assert_eq!(import(&files, "app/index.ts", "#aws"), "");
}

fn python(files: &[&str], from: &str, module: &str, level: usize) -> String {
    let files = Memory::new(files.iter().map(|name| {
        let text = if name.ends_with("Pulumi.yaml") {
            "name: x\nruntime: python\nmain: infra/\n"
        } else {
            ""
        };
        (*name, text)
    }));
    let found = Project::new(&files).resolve_python(Path::new(from), module, level);
    found.map_or_else(String::new, |path| path.display().to_string())
}

#[test]
fn python_modules() {
    let files = [
        "Pulumi.yaml",
        "infra/__main__.py",
        "infra/dns.py",
        "infra/lib/__init__.py",
        "infra/lib/tap_stack.py",
        "infra/lib/deep/__init__.py",
        "infra/lib/deep/store.py",
        "infra/spaces/one.py",
        "infra/both.py",
        "infra/both/__init__.py",
        "infra/src/inner.py",
        "other/pyproject.toml",
        "other/src/app/__init__.py",
        "other/src/app/main.py",
    ];
    for (from, module, level, expected) in [
        ("infra/__main__.py", "dns", 0, "infra/dns.py"),
        ("infra/__main__.py", "lib", 0, "infra/lib/__init__.py"),
        (
            "infra/__main__.py",
            "lib.tap_stack",
            0,
            "infra/lib/tap_stack.py",
        ),
        ("infra/__main__.py", "both", 0, "infra/both/__init__.py"),
        ("infra/__main__.py", "inner", 0, "infra/src/inner.py"),
        // A namespace package has no file, but its modules have.
        ("infra/__main__.py", "spaces", 0, ""),
        ("infra/__main__.py", "spaces.one", 0, "infra/spaces/one.py"),
        (
            "infra/lib/deep/store.py",
            "lib.tap_stack",
            0,
            "infra/lib/tap_stack.py",
        ),
        ("infra/lib/deep/store.py", "dns", 0, "infra/dns.py"),
        (
            "infra/lib/tap_stack.py",
            "deep.store",
            1,
            "infra/lib/deep/store.py",
        ),
        (
            "infra/lib/deep/store.py",
            "tap_stack",
            2,
            "infra/lib/tap_stack.py",
        ),
        ("infra/lib/deep/store.py", "", 2, "infra/lib/__init__.py"),
        (
            "infra/lib/deep/store.py",
            "",
            1,
            "infra/lib/deep/__init__.py",
        ),
        ("infra/lib/deep/store.py", "dns", 3, "infra/dns.py"),
        ("infra/lib/deep/store.py", "x", 9, ""),
        (
            "other/src/app/main.py",
            "app",
            0,
            "other/src/app/__init__.py",
        ),
        (
            "other/tests/test_app.py",
            "app.main",
            0,
            "other/src/app/main.py",
        ),
        ("infra/__main__.py", "pulumi_aws", 0, ""),
        ("infra/__main__.py", "", 0, ""),
        ("index.ts", "dns", 0, ""),
    ] {
        assert_eq!(
            python(&files, from, module, level),
            expected,
            "{from}: {level} {module}"
        );
    }
}
