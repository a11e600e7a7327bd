//! The globs of formatters: as git's, with alternatives in braces.

use gix_glob::wildmatch;

/// How many patterns alternatives may come to.
const MOST_PATTERNS: usize = 256;

/// Whether `glob` names the file at `path`, relative to the settings. One without a slash names files of all folders.
pub(super) fn matches(glob: &str, path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    alternatives(glob).iter().any(|pattern| {
        let (pattern, value) = match pattern.strip_prefix('/') {
            Some(pattern) => (pattern, path),
            None if pattern.contains('/') => (pattern.as_str(), path),
            None => (pattern.as_str(), name),
        };
        let mode = wildmatch::Mode::NO_MATCH_SLASH_LITERAL;
        gix_glob::wildmatch(pattern.into(), value.into(), mode)
    })
}

/// The globs without braces that one with braces stands for.
fn alternatives(glob: &str) -> Vec<String> {
    let mut done = Vec::new();
    let mut waiting = vec![glob.to_owned()];
    while let Some(glob) = waiting.pop() {
        if done.len() + waiting.len() > MOST_PATTERNS {
            return Vec::new();
        }
        // The innermost braces: what is before them closes none.
        let Some(close) = glob.find('}') else {
            done.push(glob);
            continue;
        };
        let Some(open) = glob[..close].rfind('{') else {
            done.push(glob);
            continue;
        };
        for choice in glob[open + 1..close].split(',') {
            waiting.push(format!("{}{choice}{}", &glob[..open], &glob[close + 1..]));
        }
    }
    done
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn globs_name_files() {
        for (glob, path, wanted) in [
            ("*", "lib/a.ts", true),
            ("*.{ts,js}", "lib/a.js", true),
            ("{*.{js,jsx},*.ts}", "a.jsx", true),
            ("*.ts", "lib/a.js", false),
            ("bin/*", "bin/a.ts", true),
            ("bin/*", "lib/bin/a.ts", false),
            ("/*.ts", "lib/a.ts", false),
            ("lib/**/*.ts", "lib/b/c/a.ts", true),
        ] {
            assert_eq!(matches(glob, path), wanted, "{glob} {path}");
        }
        assert!(!matches(&"{a,b}".repeat(40), "a"));
    }
}
