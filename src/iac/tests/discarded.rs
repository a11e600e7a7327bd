//! Names that nothing reads, and constructions that have none.

use super::{py, ts};
use crate::fix::Edits;
use crate::iac::{Discarded, Program};
use crate::syntax::Document;

const TOPIC: &str = "aws:sns/topic:Topic";

/// For each topic the name that nothing reads, and the text without that name where it can be left out.
fn unread(document: &Document) -> Vec<(String, Option<String>)> {
    let program = Program::new(document);
    let text = document.source().text();
    let topics = program.resources(&[TOPIC]);
    let found = topics.iter().filter_map(|topic| {
        let name = topic.unread_name()?.name().to_owned();
        let edit = topic.unbind(Discarded::Marked);
        let left = edit.map(|edit| Edits::new([edit]).unwrap().apply(text).unwrap());
        Some((
            name,
            left.map(|left| left.lines().last().unwrap_or_default().to_owned()),
        ))
    });
    found.collect()
}

fn left_of_ts(line: &str) -> Vec<(String, Option<String>)> {
    unread(&ts(&format!("import * as aws from '@pulumi/aws';\n{line}")))
}

fn left_of_py(line: &str) -> Vec<(String, Option<String>)> {
    unread(&py(&format!("import pulumi_aws as aws\n{line}")))
}

fn without(name: &str, left: &str) -> Vec<(String, Option<String>)> {
    vec![(name.to_owned(), Some(left.to_owned()))]
}

fn with(name: &str) -> Vec<(String, Option<String>)> {
    vec![(name.to_owned(), None)]
}

#[test]
fn a_name_that_nothing_reads_is_left_out() {
    let void = without("t", "void new aws.sns.Topic('t');");
    assert_eq!(left_of_ts("const t = new aws.sns.Topic('t');"), void);
    assert_eq!(
        left_of_ts("let t: aws.sns.Topic = new aws.sns.Topic('t');"),
        void
    );
    let bare = without("t", "aws.sns.Topic('t')");
    assert_eq!(left_of_py("t = aws.sns.Topic('t')"), bare);
    assert_eq!(left_of_py("t: aws.sns.Topic = aws.sns.Topic('t')"), bare);
}

#[test]
fn a_statement_that_holds_more_stays() {
    for line in [
        "const t = new aws.sns.Topic('t'), u = 1;",
        "const u = 1, t = new aws.sns.Topic('t');",
        "const t = (new aws.sns.Topic('t'));",
        "const t = new aws.sns.Topic('t') as object;",
        "const t = /* why */ new aws.sns.Topic('t');",
        "if (x) var t = new aws.sns.Topic('t');",
        "for (const t = new aws.sns.Topic('t'); ; ) {}",
    ] {
        assert_eq!(left_of_ts(line), with("t"), "{line}");
    }
    for line in ["t = (aws.sns.Topic('t'))", "f(t := aws.sns.Topic('t'))"] {
        assert_eq!(left_of_py(line), with("t"), "{line}");
    }
}

#[test]
fn a_name_that_may_be_read_is_none_of_them() {
    for line in [
        "const t = new aws.sns.Topic('t'); f(t);",
        "const t = new aws.sns.Topic('t'); f({ t });",
        "const t = new aws.sns.Topic('t'); type T = typeof t;",
        "export const t = new aws.sns.Topic('t');",
        "let t; t = new aws.sns.Topic('t');",
        "let t = new aws.sns.Topic('t'); t = other;",
        "const { t } = new aws.sns.Topic('t');",
        "class A { t = new aws.sns.Topic('t'); }",
        "void new aws.sns.Topic('t');",
    ] {
        assert_eq!(left_of_ts(line), [], "{line}");
    }
    for line in [
        "t = aws.sns.Topic('t')\nf'{t}'",
        "__all__ = ['t']\nt = aws.sns.Topic('t')",
        "class A:\n    t = aws.sns.Topic('t')",
        "def f():\n    global t\n    t = aws.sns.Topic('t')",
        "t = aws.sns.Topic('t')\ndel t",
        "t, u = aws.sns.Topic('t'), 1",
    ] {
        assert_eq!(left_of_py(line), [], "{line}");
    }
}

#[test]
fn what_is_constructed_for_nothing_is_given_a_name() {
    for (line, bound) in [
        (
            "new aws.sns.Topic('t');",
            "const t = new aws.sns.Topic('t');",
        ),
        (
            "void new aws.sns.Topic('t');",
            "const t = new aws.sns.Topic('t');",
        ),
        (
            "void (new aws.sns.Topic('t'));",
            "const t = (new aws.sns.Topic('t'));",
        ),
    ] {
        let document = ts(&format!("import * as aws from '@pulumi/aws';\n{line}"));
        let program = Program::new(&document);
        let topic = &program.resources(&[TOPIC])[0];
        for edit in [topic.bind("t"), topic.expr().bind("t")] {
            let edits = Edits::new(edit).unwrap();
            let text = edits.apply(document.source().text()).unwrap();
            assert_eq!(text.lines().last(), Some(bound), "{line}");
        }
    }
    let document = ts("import * as aws from '@pulumi/aws';\nif (x) void new aws.sns.Topic('t');");
    let program = Program::new(&document);
    assert_eq!(program.resources(&[TOPIC])[0].bind("t"), None);
}
