//! `summary.md`: what came of a campaign, for a wiki or a pull request.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::Results;
use super::model::{
    CampaignInfo, CampaignState, Counts, Outcome, Reach, RepositoryReport, Sums, WhyLeft,
};

/// Of the findings that are left in one repository, so many are listed.
const MOST_LEFT: usize = 20;

/// Of a message, so many characters.
const LONGEST: usize = 500;

/// Writes the page.
///
/// # Errors
/// Those of reading the repositories and of writing.
pub fn write(
    out: &mut dyn Write,
    campaign: &CampaignInfo,
    sums: &Sums,
    results: &dyn Results,
) -> io::Result<()> {
    out.write_all(head(campaign, sums).as_bytes())?;
    out.write_all(b"\n## Repositories\n\n| repository | outcome | findings | repaired | left | branch | patch |\n|---|---|---:|---:|---:|---|---|\n")?;
    let mut clean = 0;
    results.each(&mut |report| match report.outcome {
        Outcome::Clean => {
            clean += 1;
            Ok(())
        }
        _ => out.write_all(row(report).as_bytes()),
    })?;
    if clean > 0 {
        let clean = match clean {
            1 => "In 1 repository".to_owned(),
            more => format!("In {more} repositories"),
        };
        writeln!(out, "\n{clean} nothing was found.")?;
    }
    results.each(&mut |report| out.write_all(details(report).as_bytes()))
}

fn head(campaign: &CampaignInfo, sums: &Sums) -> String {
    let totals = &sums.totals;
    let mut page = "# iacfix\n\n".to_owned();
    let branch = match &campaign.branch {
        Some(branch) => format!(" on branch {}", code(branch)),
        None => String::new(),
    };
    let did = match campaign.reach {
        Reach::DryRun => "Dry run: nothing was changed".to_owned(),
        Reach::Commit => format!("Committed{branch}"),
        Reach::Push => format!("Committed and pushed{branch}"),
    };
    let _ = write!(page, "{did}; begun {}", plain(&campaign.started));
    if !campaign.shards.is_empty() {
        let _ = write!(page, ", shard {}", plain(&campaign.shards.join(", ")));
    }
    if campaign.state == CampaignState::Interrupted {
        page.push_str(", **interrupted**");
    }
    page.push_str(".\n\n| | |\n|---|---:|\n");
    let outcomes = &totals.outcomes;
    for (what, count) in [
        ("repositories", totals.repositories),
        ("nothing found", outcomes.clean),
        ("all repaired", outcomes.fixed),
        ("patch made", outcomes.patched),
        ("findings left", outcomes.left),
        ("skipped", outcomes.skipped),
        ("refused", outcomes.refused),
        ("failed", outcomes.failed),
        ("not reached", outcomes.pending),
        ("files checked", totals.files),
        ("findings", totals.findings),
        ("repaired", totals.fixed),
        ("left", totals.left),
        ("taken back", totals.taken_back),
        ("commits", totals.commits),
        ("pull requests", totals.pull_requests),
    ] {
        if count > 0 || what == "repositories" || what == "findings" {
            let _ = writeln!(page, "| {what} | {count} |");
        }
    }
    if !sums.codemods.is_empty() {
        page.push_str("\n## Codemods\n\n| codemod | repositories | findings | repaired | left |\n|---|---:|---:|---:|---:|\n");
    }
    for (id, codemod) in &sums.codemods {
        let Counts {
            findings,
            fixed,
            left,
            ..
        } = codemod.counts;
        let _ = writeln!(
            page,
            "| {}: {} | {} | {findings} | {fixed} | {left} |",
            code(id),
            plain(&codemod.summary),
            codemod.repositories
        );
    }
    page
}

fn row(report: &RepositoryReport) -> String {
    let counts = report.counts();
    let branch = match (&report.pull_request, &report.branch) {
        (Some(request), _) if request.url.is_some() => {
            format!(
                "[pull request]({})",
                link(request.url.as_deref().unwrap_or_default())
            )
        }
        (_, Some(branch)) => code(&branch.name),
        _ => String::new(),
    };
    let patch = match &report.patch {
        Some(patch) => format!("[patch]({})", link(patch)),
        None => String::new(),
    };
    format!(
        "| {} | {} | {} | {} | {} | {branch} | {patch} |\n",
        code(&report.name),
        outcome(report.outcome),
        counts.findings,
        counts.fixed,
        counts.left,
    )
}

/// A section about a repository of which there is more to say.
fn details(report: &RepositoryReport) -> String {
    let mut lines = Vec::new();
    if let Some(reason) = &report.reason {
        lines.push(format!("{}: {}", outcome(report.outcome), plain(reason)));
    }
    for taken in &report.taken_back {
        lines.push(format!(
            "{} was taken back ({}): the verification failed with its fixes",
            code(&taken.codemod),
            count(taken.findings)
        ));
    }
    if let Some(verification) = &report.verification
        && !verification.before.passed
    {
        lines.push("The verification failed before the fixes already.".to_owned());
    }
    lines.extend(
        report
            .errors
            .iter()
            .map(|error| format!("Not checked: {}", plain(error))),
    );
    lines.extend(report.warnings.iter().map(|warning| plain(warning)));
    for left in report.left.iter().take(MOST_LEFT) {
        lines.push(format!(
            "{} {}: {} ({})",
            code(&format!("{}:{}", left.path, left.line)),
            code(&left.codemod),
            plain(&left.message),
            why(left.why)
        ));
    }
    if report.left.len() > MOST_LEFT {
        let more = report.left.len() - MOST_LEFT;
        lines.push(format!(
            "{more} more findings are left; summary.json has them"
        ));
    }
    if lines.is_empty() {
        return String::new();
    }
    let lines: String = lines.iter().map(|line| format!("- {line}\n")).collect();
    format!("\n### {}\n\n{lines}", code(&report.name))
}

/// Why a finding is left, for people.
pub fn why(why: WhyLeft) -> &'static str {
    match why {
        WhyLeft::NoFix => "to be decided by a person",
        WhyLeft::Unsafe => "its fix may change what is deployed; `--unsafe-fixes` makes it",
        WhyLeft::TakenBack => "taken back",
        WhyLeft::Discarded => "its fix was discarded",
    }
}

/// What a repository came to, for people.
pub fn outcome(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Clean => "nothing found",
        Outcome::Fixed => "repaired",
        Outcome::Patched => "patch made",
        Outcome::Left => "findings left",
        Outcome::Skipped => "skipped",
        Outcome::Refused => "refused",
        Outcome::Failed => "failed",
        Outcome::Pending => "not reached",
    }
}

/// `1 finding`, `2 findings`.
pub fn count(findings: usize) -> String {
    match findings {
        1 => "1 finding".to_owned(),
        more => format!("{more} findings"),
    }
}

/// Any text as text: nothing in it is markup, nor ends the line.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for next in one_line(text).chars() {
        if matches!(
            next,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '#' | '&' | '~' | '@'
        ) {
            out.push('\\');
        }
        out.push(next);
    }
    out
}

/// Any text as code.
pub fn code(text: &str) -> String {
    let text = one_line(text).replace('|', "\\|");
    let longest = text
        .split(|next| next != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    match longest {
        0 => format!("`{text}`"),
        _ => {
            let fence = "`".repeat(longest + 1);
            format!("{fence} {text} {fence}")
        }
    }
}

fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The target of a link.
fn link(target: &str) -> String {
    let mut out = String::new();
    for next in target.chars() {
        match next {
            ' ' | '(' | ')' | '<' | '>' | '|' | '"' | '\\' => {
                let _ = write!(out, "%{:02X}", u32::from(next));
            }
            next if next.is_control() => {}
            next => out.push(next),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_markup() {
        assert_eq!(plain("a|b\n*c* <d> @e"), "a\\|b \\*c\\* \\<d\\> \\@e");
        assert_eq!(code("a|b"), "`a\\|b`");
        assert_eq!(code("a`b``c"), "``` a`b``c ```");
        assert_eq!(link("https://h/a b(c)|\n"), "https://h/a%20b%28c%29%7C");
    }
}
