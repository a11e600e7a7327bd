//! One repository on the page: a line that unfolds into all that is known of it. Reads and writes nothing.

use std::fmt::Write as _;

use super::super::markdown;
use super::super::model::{LeftFinding, Outcome, RepositoryReport, Trial, Verification};
use super::escape::{file, line, text, web};
use super::totals::{cells, findings, key, number};

/// Of the findings that are left in one repository, so many are listed.
const MOST_LEFT: usize = 200;

/// The patch of a repository.
pub struct Diff {
    /// Its first lines.
    pub text: String,
    /// How many lines there are besides.
    pub more: usize,
}

/// The repository as an item of the page's list. What the search looks through has the attribute `data-find`.
pub fn item(report: &RepositoryReport, diff: Option<&Diff>) -> String {
    let counts = report.counts();
    let name = line(&report.name);
    let outcome = key(report.outcome);
    let mut item = format!(
        "<li data-outcome=\"{outcome}\" data-codemods=\"{}\">\n<details>\n\
         <summary><h3 data-find>{name}</h3><span class=\"outcome {outcome}\" data-find>{}</span>",
        codemods(report),
        markdown::outcome(report.outcome)
    );
    if counts.findings > 0 {
        let _ = write!(
            item,
            "<span class=\"counts\"><span>{}</span><span>{} repaired</span><span>{} left</span></span>",
            findings(counts.findings),
            number(counts.fixed),
            number(counts.left)
        );
    }
    item.push_str("</summary>\n<div class=\"all\">\n");
    item.push_str(&about(report));
    item.push_str(&said(report));
    if let Some(verification) = &report.verification {
        item.push_str(&printed("before the fixes", &verification.before));
        if let Some(after) = &verification.after {
            item.push_str(&printed("with all fixes", after));
        }
    }
    item.push_str(&by_codemod(report));
    item.push_str(&left(report));
    item.push_str(&commits(report));
    item.push_str(&patch(report, diff));
    item.push_str("</div>\n</details>\n</li>\n");
    item
}

/// Codemods with their findings, repaired and left: one a line, for the script.
fn codemods(report: &RepositoryReport) -> String {
    let codemods = report.codemods.iter().map(|(id, counts)| {
        format!(
            "{} {} {} {}",
            line(id),
            counts.findings,
            counts.fixed,
            counts.left
        )
    });
    codemods.collect::<Vec<_>>().join("&#10;")
}

fn about(report: &RepositoryReport) -> String {
    let mut facts = Vec::new();
    let source = line(&report.source);
    if let Some(address) = web(&report.source) {
        facts.push(format!("<a href=\"{address}\" data-find>{source}</a>"));
    } else if report.source != report.name {
        facts.push(format!("<code data-find>{source}</code>"));
    }
    if let Some(base) = &report.base {
        let commit: String = base.commit.chars().take(12).collect();
        let branch = match &base.branch {
            Some(branch) => format!("<code>{}</code> at ", line(branch)),
            None => String::new(),
        };
        facts.push(format!("{branch}<code>{}</code>", line(&commit)));
    }
    facts.push(match report.files {
        1 => "1 file checked".to_owned(),
        more => format!("{} files checked", number(more)),
    });
    facts.push(format!("{:.1} s", report.seconds));
    format!("<p class=\"muted\">{}</p>\n", facts.join(" · "))
}

/// What a person should know, as sentences.
fn said(report: &RepositoryReport) -> String {
    let mut said = Vec::new();
    if let Some(reason) = &report.reason {
        let outcome = markdown::outcome(report.outcome);
        said.push(format!("{outcome}: {}", text(reason)));
    }
    for taken in &report.taken_back {
        said.push(format!(
            "<code>{}</code> was taken back ({}): the verification failed with its fixes.",
            line(&taken.codemod),
            findings(taken.findings)
        ));
    }
    if let Some(verification) = &report.verification {
        said.push(verdict(verification).to_owned());
    }
    let errors = report.errors.iter();
    said.extend(errors.map(|error| format!("Not checked: {}", text(error))));
    said.extend(report.warnings.iter().map(|warning| text(warning)));
    if said.is_empty() && report.outcome == Outcome::Clean {
        said.push("Nothing was found.".to_owned());
    }
    list("ul", "said", &said)
}

fn verdict(verification: &Verification) -> &'static str {
    let after = verification.after.as_ref().map(|trial| trial.passed);
    match (verification.before.passed, after) {
        (true, Some(true)) => "The verification passes, before the fixes and with them.",
        (true, Some(false)) => {
            "The verification passed before the fixes, and failed with all of them."
        }
        (true, None) => "The verification passes; there were no fixes to judge.",
        (false, Some(true)) => "The verification failed before the fixes, and passes with them.",
        (false, _) => {
            "The verification failed before the fixes already, and says nothing about them."
        }
    }
}

fn printed(when: &str, trial: &Trial) -> String {
    if trial.passed || trial.output.trim().is_empty() {
        return String::new();
    }
    format!(
        "<details class=\"printed\"><summary>What the verification printed {when}</summary>\
         <pre tabindex=\"0\" data-find>\n{}</pre></details>\n",
        text(&trial.output)
    )
}

fn by_codemod(report: &RepositoryReport) -> String {
    if report.codemods.is_empty() {
        return String::new();
    }
    let mut table = "<div class=\"wide\" role=\"group\" aria-label=\"By codemod\" tabindex=\"0\"><table><caption>By codemod</caption>\n<thead><tr><th scope=\"col\">codemod</th>\
         <th scope=\"col\">findings</th><th scope=\"col\">repaired</th><th scope=\"col\">left</th>\
         <th scope=\"col\">taken back</th></tr></thead>\n<tbody>\n"
        .to_owned();
    for (id, counts) in &report.codemods {
        let _ = writeln!(
            table,
            "<tr><th scope=\"row\"><code data-find>{}</code></th>{}</tr>",
            line(id),
            cells(*counts)
        );
    }
    table + "</tbody></table></div>\n"
}

fn left(report: &RepositoryReport) -> String {
    if report.left.is_empty() {
        return String::new();
    }
    let mut listed: Vec<String> = report.left.iter().take(MOST_LEFT).map(finding).collect();
    let more = report.left.len().saturating_sub(MOST_LEFT);
    if more > 0 {
        listed.push(format!(
            "{} more; <a href=\"summary.json\">summary.json</a> has them",
            findings(more)
        ));
    }
    format!("<h4>Left</h4>\n{}", list("ol", "left", &listed))
}

fn finding(left: &LeftFinding) -> String {
    let mut said = format!(
        "<code>{}:{}:{}</code> <code>{}</code> {}",
        line(&left.path),
        left.line,
        left.column,
        line(&left.codemod),
        text(&left.message)
    );
    if !left.help.is_empty() {
        let _ = write!(said, "<br><b>help:</b> {}", text(&left.help));
    }
    // Markdown's marks of code are not this page's.
    let why = markdown::why(left.why).replace('`', "");
    let _ = write!(said, "<br><small>{}</small>", line(&why));
    said
}

fn commits(report: &RepositoryReport) -> String {
    let mut facts = String::new();
    if let Some(branch) = &report.branch {
        let _ = write!(
            facts,
            "<p>Branch <code data-find>{}</code>",
            line(&branch.name)
        );
        if let Some(remote) = &branch.pushed_to {
            let _ = write!(facts, ", pushed to <code>{}</code>", line(remote));
        }
        if let Some(clone) = &branch.clone {
            let _ = write!(facts, ", in the clone <code>{}</code>", line(clone));
        }
        facts.push_str(".</p>\n");
    }
    if let Some(url) = report
        .pull_request
        .as_ref()
        .and_then(|made| made.url.as_ref())
    {
        let shown = line(url);
        let _ = match web(url) {
            Some(address) => writeln!(
                facts,
                "<p>Pull request: <a href=\"{address}\" data-find>{shown}</a></p>"
            ),
            None => writeln!(facts, "<p>Pull request: <code data-find>{shown}</code></p>"),
        };
    }
    let commits: Vec<String> = report
        .commits
        .iter()
        .map(|commit| {
            let id: String = commit.id.chars().take(12).collect();
            format!("<code>{}</code> {}", line(&id), line(&commit.subject))
        })
        .collect();
    facts.push_str(&list("ol", "commits", &commits));
    match facts.is_empty() {
        true => facts,
        false => format!("<h4>Commits</h4>\n{facts}"),
    }
}

/// The diff as text; the script lays it out when it is unfolded.
fn patch(report: &RepositoryReport, diff: Option<&Diff>) -> String {
    let Some(path) = &report.patch else {
        return String::new();
    };
    let link = format!("<a href=\"{}\">{}</a>", file(path), line(path));
    let mut part = "<h4>Diff</h4>\n".to_owned();
    let Some(diff) = diff else {
        let _ = writeln!(part, "<p>{link} is not there.</p>");
        return part;
    };
    let _ = write!(
        part,
        "<p>As a patch: {link}</p>\n<pre class=\"diff\" tabindex=\"0\" aria-label=\"Diff of {}\" data-find>\n{}</pre>\n",
        line(&report.name),
        text(&diff.text)
    );
    if diff.more > 0 {
        let lines = match diff.more {
            1 => "1 more line is".to_owned(),
            more => format!("{} more lines are", number(more)),
        };
        let _ = writeln!(
            part,
            "<p><strong>{lines} in {link}</strong>: the diff is too long for this page, and the search does not find them.</p>"
        );
    }
    part
}

fn list(tag: &str, class: &str, entries: &[String]) -> String {
    if entries.is_empty() {
        return String::new();
    }
    let entries: String = entries
        .iter()
        .map(|entry| format!("<li data-find>{entry}</li>\n"))
        .collect();
    format!("<{tag} class=\"{class}\">\n{entries}</{tag}>\n")
}
