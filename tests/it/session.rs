//! The fix loop and the operations of a review, over codemods of the registry and of this test.

use std::ops::Range;
use std::path::PathBuf;
use std::sync::Arc;

use iacfix::codemod::{Codemod, Findings, Group, Rewrite, Settings, TextContext};
use iacfix::codemods;
use iacfix::config::Config;
use iacfix::engine::{ChangedLines, Checker, FixPolicy, Refusal, Scope, Selection, Session};
use iacfix::fix::{Applicability, Edit, Edits, Fix};
use iacfix::project::{NoFiles, Project};
use iacfix::source::{Source, Span};

const EVERYTHING: FixPolicy = FixPolicy {
    least: Applicability::Unsafe,
};

fn checker_of(ids: &[&str], settings: &[&str]) -> Checker {
    let mut config = Config::new(codemods::ALL);
    config.select(ids).unwrap();
    for setting in settings {
        config.set(setting).unwrap();
    }
    Checker::new(config.selection())
}

fn checker_with(codemods: &[&'static Codemod]) -> Checker {
    let selected = codemods
        .iter()
        .map(|codemod| (*codemod, Settings::default()));
    Checker::new(Selection {
        codemods: selected.collect(),
        known: codemods.to_vec(),
        max_file_size: 1 << 20,
        ..Selection::default()
    })
}

fn text(session: &Session<'_>) -> String {
    session.checked().source().text().to_owned()
}

const SAFE_AND_UNSAFE: &str = r#"import * as aws from "@pulumi/aws";

new aws.lambda.Function("f", {
  role: "r",
  environment: {
    variables: {
      AWS_REGION: aws.config.region!,
      AWS_SESSION_TOKEN: "mine",
    },
  },
});
"#;

#[test]
fn the_fixes_of_one_codemod_leave_those_of_another() {
    let checker = checker_of(&["drop-reserved-env", "normalize-lf"], &[]);
    let project = Project::new(&NoFiles);
    let crlf = SAFE_AND_UNSAFE.replace('\n', "\r\n");
    let mut session = Session::open(&checker, &project, Source::new("a.ts", crlf.as_str()));
    let outcome = session.fix_all_of("drop-reserved-env", EVERYTHING);
    assert!(
        outcome
            .applied
            .iter()
            .all(|finding| finding.codemod == "drop-reserved-env")
    );
    let without = "import * as aws from \"@pulumi/aws\";\n\nnew aws.lambda.Function(\"f\", {\n  role: \"r\",\n});\n";
    assert_eq!(text(&session), without.replace('\n', "\r\n"));
    assert!(
        session
            .fix_all_of("drop-reserved-env", EVERYTHING)
            .applied
            .is_empty()
    );
    session.fix_all_of("normalize-lf", EVERYTHING);
    assert_eq!(text(&session), without);
}

#[test]
fn what_was_declined_is_not_taken_along_by_another_fix() {
    let (checker, project) = (
        checker_of(&["drop-reserved-env"], &[]),
        Project::new(&NoFiles),
    );
    let mut session = Session::open(&checker, &project, Source::new("a.ts", SAFE_AND_UNSAFE));
    session.decline(0);
    let next = session.next().unwrap();
    assert!(
        session.findings()[next]
            .message
            .contains("AWS_SESSION_TOKEN")
    );
    session.accept(next).unwrap();
    assert_eq!(
        text(&session),
        SAFE_AND_UNSAFE.replace("      AWS_SESSION_TOKEN: \"mine\",\n", "")
    );
    assert_eq!((session.next(), session.findings().len()), (None, 1));
    assert!(session.undo() && session.undo());
    assert_eq!(text(&session), SAFE_AND_UNSAFE);
    assert_eq!(session.next(), Some(0));
}

#[test]
fn keys_that_go_together_are_asked_about_one_by_one_once_one_is_declined() {
    let both =
        SAFE_AND_UNSAFE.replace("AWS_REGION: aws.config.region!", "AWS_ACCESS_KEY_ID: \"x\"");
    let (checker, project) = (
        checker_of(&["drop-reserved-env"], &[]),
        Project::new(&NoFiles),
    );
    let mut session = Session::open(&checker, &project, Source::new("a.ts", both.clone()));
    assert!(
        session.findings()[0]
            .help
            .contains("goes together with AWS_SESSION_TOKEN on line 8")
    );
    session.decline(0);
    let next = session.next().unwrap();
    session.accept(next).unwrap();
    assert_eq!(
        text(&session),
        both.replace("      AWS_SESSION_TOKEN: \"mine\",\n", "")
    );
}

#[test]
fn a_codemod_can_be_re_tiered() {
    let unsafe_one = SAFE_AND_UNSAFE.replace("aws.config.region!", "\"eu-west-1\"");
    let safe_only = FixPolicy {
        least: Applicability::Safe,
    };
    for (setting, applied) in [
        ("codemod.drop-reserved-env.applicability=safe", 2),
        ("codemod.drop-reserved-env.applicability=display-only", 0),
    ] {
        let checker = checker_of(&["drop-reserved-env"], &[setting]);
        let project = Project::new(&NoFiles);
        let mut session =
            Session::open(&checker, &project, Source::new("a.ts", unsafe_one.clone()));
        let outcome = session.fix_all(safe_only);
        // Both findings share one fix.
        assert_eq!(outcome.applied.len().min(1) * 2, applied, "{setting}");
        assert_eq!(session.findings().len(), 2 - applied, "{setting}");
    }
}

/// Replaces the first `from` by `to`.
fn swap(ctx: &TextContext<'_>, findings: &mut Findings, from: &str, to: &str) {
    let text = ctx.source().text();
    for (at, _) in text.match_indices(from) {
        let span = Span::new(at, at + from.len());
        let edits = Edits::new([Edit::replace(span, to)]).unwrap();
        let fix = Fix::in_file(ctx.source().path(), "Swap", Applicability::Safe, edits);
        findings.report(span, format!("{from} at {at}"), "swap it", Some(fix));
    }
}

const fn text_codemod(id: &'static str, rewrite: fn(&TextContext<'_>, &mut Findings)) -> Codemod {
    Codemod {
        id,
        group: Group::Hygiene,
        summary: "a codemod of this test",
        docs: "",
        errors: &[],
        settings: &[],
        needles: &[],
        rewrite: Rewrite::Text(rewrite),
    }
}

static BLACK: Codemod = text_codemod("paint-black", |ctx, findings| {
    swap(ctx, findings, "white", "black")
});
static WHITE: Codemod = text_codemod("paint-white", |ctx, findings| {
    swap(ctx, findings, "black", "white")
});
static BREAK: Codemod = text_codemod("break-brackets", |ctx, findings| {
    swap(ctx, findings, "()", "(")
});
static GROW: Codemod = text_codemod("grow", |ctx, findings| {
    swap(ctx, findings, "grow", "grow grow")
});

#[test]
fn codemods_that_undo_each_other_change_nothing_and_are_named() {
    let (checker, project) = (checker_with(&[&BLACK, &WHITE]), Project::new(&NoFiles));
    let mut session = Session::open(
        &checker,
        &project,
        Source::new("a.ts", "let a = 'white';\n"),
    );
    let outcome = session.fix_all(EVERYTHING);
    assert_eq!(
        outcome.refused,
        [Refusal::Fight {
            codemods: vec!["paint-black", "paint-white"]
        }]
    );
    assert!(session.changes().is_empty());
}

#[test]
fn a_codemod_that_never_ends_changes_nothing() {
    let (checker, project) = (checker_with(&[&GROW]), Project::new(&NoFiles));
    let mut session = Session::open(&checker, &project, Source::new("a.ts", "// grow\n"));
    let outcome = session.fix_all(EVERYTHING);
    assert!(matches!(
        outcome.refused.as_slice(),
        [Refusal::Fight { .. }]
    ));
    assert!(session.changes().is_empty());
}

#[test]
fn a_fix_that_adds_a_syntax_error_is_discarded_and_the_others_are_made() {
    let (checker, project) = (checker_with(&[&BLACK, &BREAK]), Project::new(&NoFiles));
    let source = Source::new("a.ts", "let a = 'white';\nf();\nlet b = 'white';\n");
    let mut session = Session::open(&checker, &project, source);
    let outcome = session.fix_all(EVERYTHING);
    assert_eq!(
        outcome.refused,
        [Refusal::AddsSyntaxError {
            codemod: "break-brackets",
            line: 2
        }]
    );
    assert_eq!(text(&session), "let a = 'black';\nf();\nlet b = 'black';\n");
    // It is not offered again.
    assert_eq!(session.next(), None);
}

#[test]
fn what_is_left_is_found_and_never_fixed() {
    let (checker, project) = (
        checker_of(&["drop-reserved-env"], &[]),
        Project::new(&NoFiles),
    );
    let mut session = Session::open(&checker, &project, Source::new("a.ts", SAFE_AND_UNSAFE));
    session.leave(&[0]);
    assert!(session.is_left(0) && !session.is_left(1));
    assert_eq!(session.pending().collect::<Vec<_>>(), [1]);
    assert!(!session.undo(), "it is not a decision");
    assert_eq!(session.fix_all(EVERYTHING).applied.len(), 1);
    assert!(session.is_left(0) && session.findings().len() == 1);
    assert!(text(&session).contains("AWS_REGION"));
    assert!(!text(&session).contains("AWS_SESSION_TOKEN"));
    assert_eq!(session.suppress_all(""), 0);
}

static TIDY: Codemod = text_codemod("tidy-names", |ctx, findings| {
    let text = ctx.source().text();
    for (at, word) in text.match_indices("let ") {
        let span = Span::new(at, at + word.len());
        let edits = Edits::new([Edit::remove(span)]).unwrap();
        let fix = Fix::in_file(ctx.source().path(), "Tidy", Applicability::Safe, edits);
        findings.report(span, "is untidy", "tidy it", Some(fix.after_others()));
    }
});

#[test]
fn what_waits_for_others_is_offered_once_none_is_left() {
    let (checker, project) = (checker_with(&[&TIDY, &BLACK]), Project::new(&NoFiles));
    let lines = "let a = 'white';\nlet b = 'white';\n";
    let open = || Session::open(&checker, &project, Source::new("a.ts", lines));
    let mut session = open();
    assert_eq!(session.findings().len(), 4);
    assert_eq!(session.pending().count(), 2);
    assert_eq!(session.undecided(), 4);
    let next = session.next().unwrap();
    assert_eq!(session.findings()[next].codemod, BLACK.id);
    session.accept(next).unwrap();
    let next = session.next().unwrap();
    session.decline(next);
    // What is declined is decided about.
    let names: Vec<&str> = session
        .pending()
        .map(|index| session.findings()[index].codemod)
        .collect();
    assert_eq!(names, [TIDY.id, TIDY.id]);
    let mut session = open();
    let order: Vec<&str> = session
        .fix_all(EVERYTHING)
        .applied
        .iter()
        .map(|finding| finding.codemod)
        .collect();
    assert_eq!(order, [BLACK.id, BLACK.id, TIDY.id, TIDY.id]);
}

static MOVE: Codemod = text_codemod("move-away", |ctx, findings| {
    let text = ctx.source().text();
    for (at, word) in text.match_indices("moved") {
        let span = Span::new(at, at + word.len());
        let edits = |edit| Edits::new([edit]).unwrap();
        let mut fix = Fix::in_file(
            ctx.source().path(),
            "Move it",
            Applicability::Safe,
            edits(Edit::replace(span, "gone")),
        );
        fix.edits
            .insert("b.ts".into(), edits(Edit::insert(0, "// moved here\n")));
        findings.report(span, "is to be moved", "move it", Some(fix));
    }
});

fn scope(text: &str, numbers: &[Range<usize>], files: &[&str]) -> Option<Scope> {
    let files = files.iter().map(PathBuf::from).collect();
    Some(Scope::new(ChangedLines::of(text, numbers), Arc::new(files)))
}

#[test]
fn a_scope_follows_the_text_through_fixes_and_back() {
    let (checker, project) = (
        checker_of(&["drop-reserved-env"], &[]),
        Project::new(&NoFiles),
    );
    let second = SAFE_AND_UNSAFE.replace(
        "new aws.lambda.Function(\"f\"",
        "export const g = new aws.lambda.Function(\"g\"",
    );
    let both = format!(
        "{SAFE_AND_UNSAFE}\n{}",
        second.replace("import * as aws from \"@pulumi/aws\";\n\n", "")
    );
    // Of the first function the first key, of the second one the second key.
    let lines: Vec<usize> = ["AWS_REGION", "AWS_SESSION"]
        .into_iter()
        .zip([0, 1])
        .map(|(key, nth)| {
            let mut lines = both
                .lines()
                .enumerate()
                .filter(|(_, line)| line.contains(key));
            lines.nth(nth).unwrap().0
        })
        .collect();
    let numbers = [lines[0]..lines[0] + 1, lines[1]..lines[1] + 1];
    let source = Source::new("a.ts", both.clone());
    let scope = scope(&both, &numbers, &["a.ts"]);
    let mut session = Session::open_within(&checker, &project, source, scope);
    let found = |session: &Session<'_>| -> Vec<usize> {
        let findings = session.findings().iter();
        findings
            .map(|finding| session.checked().source().place(finding.span.start).line - 1)
            .collect()
    };
    assert_eq!(found(&session), lines);
    session.accept(0).unwrap();
    assert_eq!(found(&session), [lines[1] - 1]);
    session.accept(0).unwrap();
    assert_eq!(found(&session), [0; 0]);
    let left = both
        .lines()
        .enumerate()
        .filter(|(line, _)| !lines.contains(line));
    let left: String = left.map(|(_, line)| format!("{line}\n")).collect();
    assert_eq!(text(&session), left);
    assert!(session.undo() && session.undo());
    assert_eq!((text(&session), found(&session)), (both, lines));
}

#[test]
#[allow(clippy::single_range_in_vec_init, reason = "a range of lines is meant")]
fn a_fix_that_would_leave_the_scope_is_only_shown() {
    let (checker, project) = (checker_with(&[&MOVE, &BLACK]), Project::new(&NoFiles));
    let code = "let a = 'moved';\nlet b = 'white';\nlet c = 'moved';\n";
    let open = |numbers: &[Range<usize>], files: &[&str]| {
        let scope = scope(code, numbers, files);
        Session::open_within(&checker, &project, Source::new("a.ts", code), scope)
    };
    let first = std::slice::from_ref(&(0..1));
    let mut session = open(first, &["a.ts"]);
    assert_eq!(session.findings().len(), 1);
    assert!(
        session.findings()[0]
            .help
            .contains("also changes b.ts, which did not change")
    );
    assert_eq!(
        (session.next(), session.fix_all(EVERYTHING).applied.len()),
        (None, 0)
    );
    assert!(session.changes().is_empty());
    let session = open(first, &["a.ts", "b.ts"]);
    assert_eq!((session.next(), session.findings().len()), (Some(0), 1));
    let mut session = open(&[1..3], &["a.ts"]);
    assert_eq!(session.findings().len(), 2);
    assert_eq!(session.fix_all(EVERYTHING).applied.len(), 1);
    assert_eq!(text(&session), code.replace("white", "black"));
}
