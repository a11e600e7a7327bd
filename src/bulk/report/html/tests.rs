use super::super::model::{
    CampaignState, Counts, LeftFinding, Outcome, Reach, RepositoryReport, WhyLeft,
};
use super::super::{read, write as write_report};
use super::*;
use std::fs;

fn campaign() -> CampaignInfo {
    CampaignInfo {
        branch: None,
        reach: Reach::DryRun,
        unsafe_fixes: false,
        verify: None,
        shards: Vec::new(),
        started: "2026-01-01T00:00:00Z".to_owned(),
        written: "2026-01-01T00:00:01Z".to_owned(),
        state: CampaignState::Complete,
    }
}

/// The page of these repositories, each with the patch that stands beside it.
fn page(campaign: &CampaignInfo, reports: &[(RepositoryReport, Option<&str>)]) -> String {
    let folder = tempfile::tempdir().unwrap();
    let work = tempfile::tempdir().unwrap();
    let mut results = Vec::new();
    for (number, (report, patch)) in reports.iter().enumerate() {
        let mut report = report.clone();
        if let Some(patch) = patch {
            let name = format!("patches/{number}.patch");
            fs::create_dir_all(work.path().join("patches")).unwrap();
            fs::write(work.path().join(&name), patch).unwrap();
            report.patch = Some(name);
        }
        results.push(report);
    }
    let home = work.path().to_owned();
    let patch_of = |report: &RepositoryReport| Some(home.join(report.patch.as_ref()?));
    write_report(folder.path(), campaign, &results, &patch_of).unwrap();
    let summary = read(folder.path()).unwrap();
    assert_eq!(summary.repositories.len(), reports.len());
    fs::read_to_string(folder.path().join("index.html")).unwrap()
}

fn report(name: &str, codemod: &str, counts: Counts) -> RepositoryReport {
    let mut report = RepositoryReport::pending(name, name);
    report.outcome = Outcome::Left;
    report.codemods.insert(codemod.to_owned(), counts);
    report
}

#[test]
fn the_page_is_one_file_that_asks_for_nothing() {
    let page = page(&campaign(), &[]);
    for mark in [
        "{{",
        "}}",
        " src=",
        "@import",
        "url(http",
        "<link rel=\"stylesheet",
    ] {
        assert!(!page.replace(SCRIPT, "").contains(mark), "{mark}");
    }
    for (tag, text) in [("script", SCRIPT), ("style", STYLE)] {
        assert_eq!(page.matches(&format!("<{tag}>")).count(), 1);
        assert!(page.contains(&format!("<{tag}>{text}</{tag}>")));
        assert!(page.contains(&format!("{tag}-src '{}'", hash(text))));
        let text = text.to_ascii_lowercase();
        assert!(!text.contains("</") && !text.contains("<!--"), "{tag}");
    }
    // Markup that is made of text is how a page is attacked.
    for risk in [
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
    ] {
        assert!(!SCRIPT.contains(risk), "{risk}");
    }
    assert_eq!(
        hash(""),
        "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
    );
}

#[test]
fn it_says_what_the_document_says() {
    let counts = |findings, fixed| Counts {
        findings,
        fixed,
        left: findings - fixed,
        taken_back: 0,
    };
    let mut failed = RepositoryReport::pending("team/gone", "https://h/team/gone");
    failed.outcome = Outcome::Failed;
    failed.reason = Some("cannot be opened".to_owned());
    let mut first = report("team/one", "one", counts(1500, 1000));
    first.codemods.insert("two".to_owned(), counts(3, 3));
    first.left.push(LeftFinding {
        codemod: "one".to_owned(),
        path: "a/b.ts".to_owned(),
        line: 7,
        column: 3,
        message: "this is wrong".to_owned(),
        help: "do that".to_owned(),
        fix: None,
        why: WhyLeft::NoFix,
    });
    let page = page(
        &campaign(),
        &[
            (
                first,
                Some("diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n"),
            ),
            (report("team/two", "two", counts(1, 0)), None),
            (failed, None),
        ],
    );
    for part in [
        "<div><dt>repositories</dt><dd>3</dd></div>",
        "<div><dt>findings</dt><dd>1,504</dd></div>",
        "<div><dt>repaired</dt><dd>1,003</dd></div>",
        "<div><dt>left</dt><dd>501</dd></div>",
        "<code>one</code> <span>one</span></th><td>1</td><td>1,500</td><td>1,000</td><td>500</td><td>0</td>",
        "<code>two</code> <span>two</span></th><td>2</td><td>4</td><td>3</td><td>1</td><td>0</td>",
        "aria-label=\"one: 1,500 findings: 1,000 repaired, 500 left\"",
        "<a href=\"#outcome=failed\">failed</a></th><td>1</td>",
        "data-codemods=\"one 1500 1000 500&#10;two 3 3 0\"",
        "<h3 data-find>team/one</h3>",
        "<code>a/b.ts:7:3</code> <code>one</code> this is wrong<br><b>help:</b> do that",
        "<a href=\"patches/0.patch\">patches/0.patch</a>",
        "data-find>\ndiff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b\n</pre>",
        "<a href=\"https://h/team/gone\" data-find>https://h/team/gone</a>",
        "failed: cannot be opened",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    // The longest bar is the first.
    assert!(page.find("aria-label=\"one: ") < page.find("aria-label=\"two: "));
}

/// Wherever a text of a campaign comes to stand, it is text.
#[test]
fn nothing_from_a_campaign_is_markup() {
    let hostile = "x\"'><img src=x onerror=alert(1)></pre></script><script>alert(1)</script><!--\u{2028}\u{202e}\r\n&quot;{{style}}";
    let mut report = report(
        hostile,
        hostile,
        Counts {
            findings: 2,
            fixed: 1,
            left: 1,
            taken_back: 1,
        },
    );
    let mut values = serde_json::to_value(&report).unwrap();
    report.patch = None;
    values["source"] = hostile.into();
    values["reason"] = hostile.into();
    values["base"] = serde_json::json!({"branch": hostile, "commit": hostile});
    values["commits"] =
        serde_json::json!([{"id": hostile, "codemod": hostile, "findings": 1, "subject": hostile}]);
    values["branch"] = serde_json::json!({"name": hostile, "origin": "new", "pushed_to": hostile, "clone": hostile});
    values["left"] = serde_json::json!([{"codemod": hostile, "path": hostile, "line": 1, "column": 1, "message": hostile,
        "help": hostile, "fix": null, "why": "unsafe"}]);
    values["taken_back"] = serde_json::json!([{"codemod": hostile, "findings": 1}]);
    let trial = serde_json::json!({"passed": false, "output": hostile, "seconds": 1.0});
    values["verification"] = serde_json::json!({"before": trial, "after": trial, "runs": 2});
    values["warnings"] = serde_json::json!([hostile]);
    values["errors"] = serde_json::json!([hostile]);
    let mut reports = Vec::new();
    for url in [
        hostile,
        "javascript:alert(1)",
        "https://h/\"onclick=\"alert(1)",
    ] {
        values["pull_request"] = serde_json::json!({"url": url});
        values["source"] = url.into();
        reports.push((
            serde_json::from_value(values.clone()).unwrap(),
            Some(hostile),
        ));
    }
    let mut asked = campaign();
    asked.reach = Reach::Push;
    asked.branch = Some(hostile.to_owned());
    asked.verify = Some(hostile.to_owned());
    asked.shards = vec![hostile.to_owned()];
    asked.started = hostile.to_owned();
    let hostile_page = page(&asked, &reports);
    let quiet = hostile_page.replace(SCRIPT, "").replace(STYLE, "");
    for risk in [
        "<img",
        "<!--",
        "alert(1)</script>",
        "\"onclick",
        "href=\"javascript",
        "\u{2028}",
        "\u{202e}",
        "\r",
    ] {
        assert!(!quiet.contains(risk), "{risk}\n{quiet}");
    }
    assert_eq!(quiet.matches("<script").count(), 1);
    assert_eq!(quiet.matches("<style").count(), 1);
    assert_eq!(
        quiet.matches("<pre").count(),
        quiet.matches("</pre>").count()
    );
    // It is there all the same, and so often as to have gone through every field.
    let shown = "&lt;img src=x onerror=alert(1)&gt;&lt;/pre&gt;";
    assert!(
        quiet.matches(shown).count() > 60,
        "{}",
        quiet.matches(shown).count()
    );
}

#[test]
fn a_diff_that_is_too_long_says_so() {
    let line = format!("+{}\n", "x".repeat(98));
    let lines = (MOST_OF_ONE / 100) + 500;
    let long = line.repeat(lines);
    let many = format!("{} more lines are in ", lines - MOST_OF_ONE / 100);
    let reports = [(report("r", "c", Counts::default()), Some(long.as_str()))];
    let whole = page(&campaign(), &reports);
    assert!(whole.contains(&many), "{}", &whole[whole.len() - 2000..]);
    assert_eq!(whole.matches(line.trim_end()).count(), MOST_OF_ONE / 100);
    // In one line, cut within a character, without an end.
    let odd = "é".repeat(MOST_OF_ONE);
    let reports = [(report("r", "c", Counts::default()), Some(odd.as_str()))];
    assert!(page(&campaign(), &reports).contains("1 more line is in "));
    let short = "+é";
    let reports = [(report("r", "c", Counts::default()), Some(short))];
    assert!(page(&campaign(), &reports).contains("+é</pre>"));
}
