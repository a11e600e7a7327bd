//! What the page says about the campaign as a whole: counts, the chart, the choices of its filter. Writes nothing.

use std::fmt::Write as _;

use super::super::markdown;
use super::super::model::{CampaignInfo, CampaignState, Counts, Outcome, Outcomes, Reach, Sums};
use super::escape::{file, line};

/// The page's title, without the name of the program.
pub fn title(campaign: &CampaignInfo) -> String {
    let day = campaign.started.split('T').next().unwrap_or_default();
    format!("report of {}", line(day))
}

/// What was asked for, as sentences.
pub fn campaign(campaign: &CampaignInfo) -> String {
    let branch = match &campaign.branch {
        Some(branch) => format!(" on branch <code>{}</code>", line(branch)),
        None => String::new(),
    };
    let did = match campaign.reach {
        Reach::DryRun => "Dry run: nothing was changed.".to_owned(),
        Reach::Commit => format!("Committed{branch}."),
        Reach::Push => format!("Committed and pushed{branch}."),
    };
    let mut said = format!("<p>{did}");
    if campaign.state == CampaignState::Interrupted {
        said.push_str(
            " <strong>Interrupted: not every repository was reached; <code>--resume</code> goes on.</strong>",
        );
    }
    let started = line(&campaign.started);
    let written = line(&campaign.written);
    let _ = write!(
        said,
        "</p>\n<p class=\"muted\">Begun <time>{started}</time>, written <time>{written}</time>"
    );
    if !campaign.shards.is_empty() {
        let _ = write!(said, "; shard {}", line(&campaign.shards.join(", ")));
    }
    said.push_str(match campaign.unsafe_fixes {
        true => "; with fixes that change what is deployed",
        false => "; safe fixes only",
    });
    if let Some(verify) = &campaign.verify {
        let _ = write!(said, "; verified by <code>{}</code>", line(verify));
    }
    said.push_str(".</p>");
    said
}

/// The counts of everything.
pub fn tiles(sums: &Sums) -> String {
    let totals = &sums.totals;
    let always = [
        ("repositories", totals.repositories),
        ("findings", totals.findings),
        ("repaired", totals.fixed),
        ("left", totals.left),
    ];
    let rarely = [
        ("taken back", totals.taken_back),
        ("commits", totals.commits),
        ("pushed", totals.pushed),
        ("pull requests", totals.pull_requests),
        ("files checked", totals.files),
        ("files not checked", sums.unchecked_files),
    ];
    let rarely = rarely.into_iter().filter(|(_, count)| *count > 0);
    let tile = |(what, count): (&str, usize)| {
        format!("<div><dt>{what}</dt><dd>{}</dd></div>\n", number(count))
    };
    always.into_iter().chain(rarely).map(tile).collect()
}

/// The table of what repositories came to.
pub fn outcomes(sums: &Sums) -> String {
    let row = |(outcome, count): (Outcome, usize)| {
        format!(
            "<tr><th scope=\"row\"><a href=\"#outcome={}\">{}</a></th><td>{}</td></tr>\n",
            key(outcome),
            markdown::outcome(outcome),
            number(count)
        )
    };
    every_outcome(&sums.totals.outcomes).map(row).collect()
}

/// The choices of outcomes to look at.
pub fn outcome_options(sums: &Sums) -> String {
    let option = |(outcome, count): (Outcome, usize)| {
        format!(
            "<label><input type=\"checkbox\" name=\"outcome\" value=\"{}\"> {} <span>{}</span></label>\n",
            key(outcome),
            markdown::outcome(outcome),
            number(count)
        )
    };
    every_outcome(&sums.totals.outcomes).map(option).collect()
}

/// A bar for each codemod, the longest first.
pub fn chart(sums: &Sums) -> String {
    let mut codemods: Vec<(&String, Counts)> = sums
        .codemods
        .iter()
        .map(|(id, codemod)| (id, codemod.counts))
        .collect();
    if codemods.is_empty() {
        return "<li>Nothing was found.</li>\n".to_owned();
    }
    codemods.sort_by(|(a, one), (b, other)| other.findings.cmp(&one.findings).then(a.cmp(b)));
    let most = codemods[0].1.findings.max(1);
    let mut bars = String::new();
    for (id, counts) in codemods {
        let (fixed, left) = (share(counts.fixed, most), share(counts.left, most));
        let (address, id) = (file(id), line(id));
        let said = format!(
            "{} repaired, {} left",
            number(counts.fixed),
            number(counts.left)
        );
        let _ = writeln!(
            bars,
            "<li><a href=\"#codemod={address}\"><code>{id}</code></a>\
             <svg role=\"img\" aria-label=\"{id}: {}: {said}\">\
             <rect class=\"fixed\" width=\"{fixed:.2}%\" height=\"100%\"/>\
             <rect class=\"left\" x=\"{fixed:.2}%\" width=\"{left:.2}%\" height=\"100%\"/></svg>\
             <span><b>{}</b> <small>{said}</small></span></li>",
            findings(counts.findings),
            number(counts.findings)
        );
    }
    bars
}

/// The rows of the table of codemods.
pub fn codemods(sums: &Sums) -> String {
    let mut rows = String::new();
    for (id, codemod) in &sums.codemods {
        let _ = writeln!(
            rows,
            "<tr><th scope=\"row\"><code>{}</code> <span>{}</span></th><td>{}</td>{}</tr>",
            line(id),
            line(&codemod.summary),
            number(codemod.repositories),
            cells(codemod.counts)
        );
    }
    rows
}

/// The choices of codemods to look at.
pub fn codemod_options(sums: &Sums) -> String {
    let option = |id: &String| format!("<option>{}</option>\n", line(id));
    sums.codemods.keys().map(option).collect()
}

/// Counts as the cells of a row.
pub fn cells(counts: Counts) -> String {
    let Counts {
        findings,
        fixed,
        left,
        taken_back,
    } = counts;
    [findings, fixed, left, taken_back]
        .map(|count| format!("<td>{}</td>", number(count)))
        .concat()
}

/// `1 finding`, `2,000 findings`.
pub fn findings(count: usize) -> String {
    match count {
        1 => "1 finding".to_owned(),
        more => format!("{} findings", number(more)),
    }
}

/// Digits in threes.
pub fn number(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// By which an outcome is known in the page's address: as the document names it.
pub fn key(outcome: Outcome) -> &'static str {
    match outcome {
        Outcome::Clean => "clean",
        Outcome::Fixed => "fixed",
        Outcome::Patched => "patched",
        Outcome::Left => "left",
        Outcome::Skipped => "skipped",
        Outcome::Refused => "refused",
        Outcome::Failed => "failed",
        Outcome::Pending => "pending",
    }
}

/// Those that occur, what asks for a person first.
fn every_outcome(counts: &Outcomes) -> impl Iterator<Item = (Outcome, usize)> {
    [
        (Outcome::Failed, counts.failed),
        (Outcome::Refused, counts.refused),
        (Outcome::Pending, counts.pending),
        (Outcome::Left, counts.left),
        (Outcome::Patched, counts.patched),
        (Outcome::Fixed, counts.fixed),
        (Outcome::Skipped, counts.skipped),
        (Outcome::Clean, counts.clean),
    ]
    .into_iter()
    .filter(|(_, count)| *count > 0)
}

/// In hundredths of the longest bar; something is never too little to be seen.
#[allow(clippy::cast_precision_loss, reason = "a length on a screen")]
fn share(count: usize, most: usize) -> f64 {
    match count {
        0 => 0.0,
        count => (count as f64 * 99.0 / most as f64).max(0.5),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_in_threes() {
        assert_eq!(
            [0, 999, 1000, 1_234_567].map(number),
            ["0", "999", "1,000", "1,234,567"]
        );
        assert_eq!(findings(1), "1 finding");
        assert_eq!(findings(2000), "2,000 findings");
    }
}
