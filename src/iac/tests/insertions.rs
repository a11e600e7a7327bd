//! Where statements are written, and which comments they leave to the statement below.

use super::{apply, assert_each, first, py, ts};
use crate::iac::{Code, Program, Statement};
use crate::syntax::Document;

/// The program with a declaration before its first resource.
fn with_declaration(document: &Document) -> String {
    let program = Program::new(document);
    let declaration = Statement::Declare("key".to_owned(), Code::name("make").call([]));
    let edit = first(&program).expr().insert_before(&[declaration]);
    apply(document, edit.into_iter().collect::<Vec<_>>())
}

#[test]
fn a_comment_that_a_blank_line_parts_from_its_statement_stays_above_it() {
    let import = "import pulumi_aws as aws\n\n";
    let orders = "orders = aws.lambda_.Function(\"orders\")\n";
    let key = "key = make()\n\n";
    let cases = [
        ("# Takes orders.\n\n", true),
        ("# The function of orders,\n# and more.\n\n", true),
        ("# Takes orders.\n", true),
        ("# ---- orders ----\n\n", false),
        ("# What the shop runs.\n\n", false),
        ("# Takes orders.\n\n\n", false),
        ("use()  # for orders\n\n", false),
    ];
    assert_each(cases.map(|(comment, is_its_own)| {
        let text = format!("{import}{comment}{orders}");
        let expected = match is_its_own {
            true => format!("{import}{key}{comment}{orders}"),
            false => format!("{import}{comment}{key}{orders}"),
        };
        (text.clone(), with_declaration(&py(&text)), expected)
    }));
    let text = "import * as aws from '@pulumi/aws';\n\n// Takes orders.\n\nconst orders = new aws.lambda.Function('o', {});\n";
    let expected = text.replace("// Takes", "const key = make();\n\n// Takes");
    assert_eq!(with_declaration(&ts(text)), expected);
}
