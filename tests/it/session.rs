//! The fix loop and the operations of a review, over codemods of the registry and of this test.

use iacfix::codemod::{Codemod, Findings, Rewrite, Settings, TextContext};
use iacfix::codemods;
use iacfix::config::Config;
use iacfix::engine::{Checker, FixPolicy, Refusal, Selection, Session};
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
        known: codemods.iter().map(|codemod| codemod.id).collect(),
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
