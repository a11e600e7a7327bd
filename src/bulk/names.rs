//! By which name a repository is known, which shard it belongs to, and which file name stands for it. Looks at texts only.

use std::fmt;
use std::path::{Component, Path, PathBuf};

/// Characters of a name that its file names keep; they also have a hash, which makes them unique.
const LONGEST_SLUG: usize = 80;

/// One repository of a campaign.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repository {
    /// By which it is known: host and path of a URL, or the path as it was named.
    pub name: String,
    /// Where it is.
    pub origin: Origin,
}

/// Where a repository is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// On this machine.
    Path(PathBuf),
    /// Wherever git finds it.
    Url(String),
}

impl Repository {
    /// The repository that `text` names: a URL, something like `git@host:path`, else a path. `current` is the folder that
    /// paths are relative to; its own name stands for `.`.
    pub fn parse(text: &str, current: &Path) -> Self {
        match is_url(text) {
            true => Self {
                name: name_of_url(text),
                origin: Origin::Url(text.to_owned()),
            },
            false => Self {
                name: name_of_path(text, current),
                origin: Origin::Path(current.join(text)),
            },
        }
    }

    /// Its path or URL, without credentials.
    pub fn shown(&self) -> String {
        match &self.origin {
            Origin::Path(path) => path.to_string_lossy().into_owned(),
            Origin::Url(url) => without_credentials(url),
        }
    }

    /// As [`Repository::shown`] for a URL; nothing for a path, which means nothing elsewhere.
    pub fn shown_if_url(&self) -> String {
        match &self.origin {
            Origin::Path(_) => String::new(),
            Origin::Url(_) => self.shown(),
        }
    }

    /// What must not be shown of the URL: `user:password`. `None` where there is nothing of the kind.
    pub fn credentials(&self) -> Option<&str> {
        match &self.origin {
            Origin::Path(_) => None,
            Origin::Url(url) => credentials(url),
        }
    }

    /// A name for files about it: portable, and unique among repositories.
    pub fn slug(&self) -> String {
        file_name(&self.name)
    }
}

/// A part of a campaign: those repositories whose name falls to it, whatever else is in the list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    number: u32,
    of: u32,
}

impl Shard {
    /// Reads `K/N`, with K from 1 to N.
    ///
    /// # Errors
    /// A sentence for people.
    pub fn parse(text: &str) -> Result<Self, String> {
        let numbers = text
            .split_once('/')
            .and_then(|(number, of)| Some((number.parse().ok()?, of.parse().ok()?)));
        match numbers {
            Some((number, of)) if (1..=of).contains(&number) => Ok(Self { number, of }),
            _ => Err("expected K/N with K from 1 to N, for instance 2/8".to_owned()),
        }
    }

    /// Whether the repository of this name belongs to it.
    pub fn takes(self, name: &str) -> bool {
        stable_hash(name) % u64::from(self.of) == u64::from(self.number - 1)
    }

    /// A name for files about it.
    pub fn slug(self) -> String {
        format!("shard-{}-of-{}", self.number, self.of)
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

/// FNV-1a with 64 bits, of the bytes of a name in UTF-8: the same on every machine and in every version.
pub fn stable_hash(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

/// A portable file name for any text: its plain characters and a hash.
pub fn file_name(text: &str) -> String {
    let mut plain = String::new();
    for next in text.chars() {
        match next {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '_' => plain.push(next),
            _ if plain.ends_with('-') => {}
            _ => plain.push('-'),
        }
    }
    // The end of a path says more than its beginning. What is left is ASCII.
    let start = plain.len().saturating_sub(LONGEST_SLUG);
    let plain = plain[start..].trim_matches(['-', '.']);
    let hash = stable_hash(text);
    // Half of it tells names apart that look alike.
    format!("{plain}-{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
        .trim_start_matches('-')
        .to_owned()
}

/// As git decides: a scheme, or a colon before the first slash. One letter before the colon is a drive on Windows.
fn is_url(text: &str) -> bool {
    let drive = cfg!(windows) && text.chars().nth(1) == Some(':');
    let colon = text.find(':');
    let slash = text.find('/').unwrap_or(text.len());
    text.contains("://") || (!drive && colon.is_some_and(|colon| colon > 0 && colon < slash))
}

fn name_of_url(url: &str) -> String {
    let shown = without_credentials(url);
    let rest = match shown.split_once("://") {
        Some((_, rest)) => rest.to_owned(),
        // git@host:path
        None => shown.replacen(':', "/", 1),
    };
    let end = rest.split('/').next().map_or(0, str::len);
    let host = rest[..end].rsplit('@').next().unwrap_or_default();
    let path = rest[end..].trim_end_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let name = format!("{host}{path}");
    name.trim_start_matches('/').to_owned()
}

fn name_of_path(text: &str, current: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    for component in Path::new(text).components() {
        match component {
            Component::CurDir => {}
            component => parts.push(component.as_os_str().to_string_lossy().into_owned()),
        }
    }
    if parts.is_empty() {
        let own = current.file_name().unwrap_or(current.as_os_str());
        return own.to_string_lossy().into_owned();
    }
    parts.join("/").replacen("//", "/", 1)
}

/// The part of a URL with a scheme that says who comes. A user of ssh is no secret.
fn credentials(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (user, _) = authority.rsplit_once('@')?;
    let is_ssh = scheme.ends_with("ssh") && !user.contains(':');
    (!is_ssh && !user.is_empty()).then_some(user)
}

fn without_credentials(url: &str) -> String {
    match credentials(url) {
        Some(user) => url.replacen(&format!("{user}@"), "", 1),
        None => url.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    fn repository(text: &str) -> Repository {
        Repository::parse(text, Path::new("/work/fleet"))
    }

    #[test]
    fn a_url_is_known_by_host_and_path() {
        for (url, name) in [
            (
                "https://github.com/acme/orders.git",
                "github.com/acme/orders",
            ),
            ("https://github.com/acme/orders/", "github.com/acme/orders"),
            ("git@github.com:acme/orders.git", "github.com/acme/orders"),
            (
                "ssh://git@host:2222/acme/orders.git",
                "host:2222/acme/orders",
            ),
            ("https://me:s3cret@host/a/b.git", "host/a/b"),
            ("https://t0ken@host/a/b", "host/a/b"),
            ("file:///srv/git/orders.git", "srv/git/orders"),
            ("host:orders.git", "host/orders"),
        ] {
            let found = repository(url);
            assert_eq!(found.name, name, "{url}");
            assert_eq!(found.origin, Origin::Url(url.to_owned()));
        }
    }

    #[test]
    fn a_path_is_known_as_it_is_named() {
        for (path, name) in [
            ("orders", "orders"),
            ("./orders/", "orders"),
            ("../x/orders", "../x/orders"),
            ("/srv/orders", "/srv/orders"),
            (".", "fleet"),
            ("a/b:c", "a/b:c"),
        ] {
            assert_eq!(repository(path).name, name, "{path}");
        }
        let origin = Origin::Path(PathBuf::from("/work/fleet/orders"));
        assert_eq!(repository("orders").origin, origin);
    }

    #[test]
    fn credentials_are_not_shown() {
        let found = repository("https://me:s3cret@host/a/b.git");
        assert_eq!(found.credentials(), Some("me:s3cret"));
        assert_eq!(found.shown(), "https://host/a/b.git");
        let ssh = repository("ssh://git@host/a.git");
        assert_eq!(ssh.credentials(), None);
        assert_eq!(ssh.shown(), "ssh://git@host/a.git");
        assert_eq!(repository("git@host:a.git").shown(), "git@host:a.git");
    }

    #[test]
    fn the_hash_is_the_published_one() {
        // From the specification of FNV.
        assert_eq!(stable_hash(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(stable_hash("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(stable_hash("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn each_name_falls_to_one_shard_and_shards_are_alike_in_size() {
        for of in [1, 2, 7, 8, 16] {
            let shards: Vec<Shard> = (1..=of).map(|number| Shard { number, of }).collect();
            let mut sizes = vec![0; shards.len()];
            for number in 0..1000 {
                let name = format!("github.com/acme/service-{number}");
                let takers: Vec<usize> = (0..shards.len())
                    .filter(|&shard| shards[shard].takes(&name))
                    .collect();
                assert_eq!(takers.len(), 1, "{name}");
                sizes[takers[0]] += 1;
            }
            let even = 1000 / shards.len();
            let fair = |size: &usize| (even / 2..=even * 2).contains(size);
            assert!(sizes.iter().all(fair), "{of}: {sizes:?}");
        }
    }

    #[test]
    fn a_shard_is_read_from_one_on() {
        assert_eq!(Shard::parse("2/8"), Ok(Shard { number: 2, of: 8 }));
        for wrong in ["0/8", "9/8", "8", "a/b", "1/0", "-1/2", ""] {
            assert!(Shard::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn file_names_are_portable_and_unique() {
        let long = "x/".repeat(500);
        let names = [
            "a/b", "a-b", "a b", "A/b", "..", "../..", "ä", "ö", "", "con", "-x", "a\nb", &long,
        ];
        let slugs: HashSet<String> = names
            .iter()
            .map(|name| file_name(name).to_lowercase())
            .collect();
        assert_eq!(slugs.len(), names.len(), "{slugs:?}");
        for slug in &slugs {
            let plain = |next: char| next.is_ascii_alphanumeric() || "-._".contains(next);
            assert!(slug.chars().all(plain) && slug.len() < 100, "{slug}");
            assert!(!slug.starts_with(['.', '-']), "{slug}");
        }
    }
}
