//! `index.html`: one page to look at, with nothing beside it. Fills the template; what it looks like is `style.css`, and how
//! it is searched is `script.js`. Holds one repository at a time.

mod escape;
mod repository;
mod totals;

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use data_encoding::BASE64;
use sha2::{Digest, Sha256};

use super::Results;
use super::model::{CampaignInfo, Sums};
use repository::Diff;

const TEMPLATE: &str = include_str!("page.html");
const STYLE: &str = include_str!("style.css");
const SCRIPT: &str = include_str!("script.js");

/// So many bytes of patches are on the page, shared out evenly, so that a browser can still hold it.
const ALL_DIFFS: usize = 64 << 20;
/// The share of one repository is no more than this, and no less.
const MOST_OF_ONE: usize = 1 << 20;
const LEAST_OF_ONE: usize = 16 << 10;

/// Writes the page of the report in `folder`, whose patches are in their place.
///
/// # Errors
/// Those of reading the repositories and their patches, and of writing.
pub fn write(
    out: &mut dyn Write,
    folder: &Path,
    campaign: &CampaignInfo,
    sums: &Sums,
    results: &dyn Results,
) -> io::Result<()> {
    // The hashes are of what the browser reads, which knows but one end of a line.
    let style = STYLE.replace('\r', "");
    let script = SCRIPT.replace('\r', "");
    let share = (ALL_DIFFS / sums.totals.repositories.max(1)).clamp(LEAST_OF_ONE, MOST_OF_ONE);
    for part in TEMPLATE.split("{{") {
        let (mark, text) = part.split_once("}}").unwrap_or(("", part));
        match mark {
            "" => {}
            "style-hash" => out.write_all(hash(&style).as_bytes())?,
            "script-hash" => out.write_all(hash(&script).as_bytes())?,
            "style" => out.write_all(style.as_bytes())?,
            "script" => out.write_all(script.as_bytes())?,
            "title" => out.write_all(totals::title(campaign).as_bytes())?,
            "campaign" => out.write_all(totals::campaign(campaign).as_bytes())?,
            "totals" => out.write_all(totals::tiles(sums).as_bytes())?,
            "outcomes" => out.write_all(totals::outcomes(sums).as_bytes())?,
            "chart" => out.write_all(totals::chart(sums).as_bytes())?,
            "codemods" => out.write_all(totals::codemods(sums).as_bytes())?,
            "codemod-options" => out.write_all(totals::codemod_options(sums).as_bytes())?,
            "outcome-options" => out.write_all(totals::outcome_options(sums).as_bytes())?,
            "version" => out.write_all(env!("CARGO_PKG_VERSION").as_bytes())?,
            "repositories" => results.each(&mut |report| {
                let diff = match &report.patch {
                    Some(patch) => diff(&folder.join(patch), share)?,
                    None => None,
                };
                out.write_all(repository::item(report, diff.as_ref()).as_bytes())
            })?,
            unknown => debug_assert!(false, "the template names {unknown}"),
        }
        out.write_all(text.as_bytes())?;
    }
    Ok(())
}

/// As a content security policy names a text.
fn hash(text: &str) -> String {
    format!("sha256-{}", BASE64.encode(&Sha256::digest(text)))
}

/// The first lines of a patch, as far as `share` bytes go; `None` where there is no such file.
fn diff(path: &Path, share: usize) -> io::Result<Option<Diff>> {
    let file = match File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        opened => opened?,
    };
    let mut reader = BufReader::new(file);
    let mut bytes = Vec::new();
    // One more shows whether there is more.
    let most = u64::try_from(share).unwrap_or(u64::MAX).saturating_add(1);
    reader.by_ref().take(most).read_to_end(&mut bytes)?;
    let mut more = 0;
    if bytes.len() > share {
        let end = bytes.iter().rposition(|&byte| byte == b'\n');
        let rest = bytes.split_off(end.map_or(share, |end| end + 1));
        more = lines(&mut rest.as_slice().chain(reader))?;
    }
    Ok(Some(Diff {
        text: String::from_utf8_lossy(&bytes).into_owned(),
        more,
    }))
}

/// How many lines there are; the last may have no end.
fn lines(reader: &mut dyn BufRead) -> io::Result<usize> {
    let mut count = 0;
    let mut last = b'\n';
    loop {
        let buffer = reader.fill_buf()?;
        let Some(&end) = buffer.last() else {
            return Ok(count + usize::from(last != b'\n'));
        };
        last = end;
        count += memchr::memchr_iter(b'\n', buffer).count();
        let length = buffer.len();
        reader.consume(length);
    }
}

#[cfg(test)]
mod tests;
