//! Every way to name a provider's class.

use super::{apply, assert_each, assert_types, parse, py, ts};
use crate::iac::Program;
use crate::syntax::Document;

const FUNCTION: &str = "aws:lambda/function:Function";
const BUCKET: &str = "aws:s3/bucket:Bucket";

#[test]
fn typescript_imports_lead_to_the_class() {
    let programs = [
        ("import * as aws from '@pulumi/aws';", "aws.lambda.Function"),
        ("import aws from '@pulumi/aws';", "aws.lambda.Function"),
        (
            "import { default as aws } from '@pulumi/aws';",
            "aws.lambda.Function",
        ),
        ("import { lambda } from '@pulumi/aws';", "lambda.Function"),
        ("import { lambda as l } from \"@pulumi/aws\";", "l.Function"),
        (
            "import { \"lambda\" as l } from '@pulumi/aws';",
            "l.Function",
        ),
        (
            "import aws, { lambda } from '@pulumi/aws';",
            "lambda.Function",
        ),
        (
            "import aws, { lambda } from '@pulumi/aws';",
            "aws.lambda.Function",
        ),
        (
            "import * as aws from '@pulumi/aws/index';",
            "aws.lambda.Function",
        ),
        (
            "import * as lambda from '@pulumi/aws/lambda';",
            "lambda.Function",
        ),
        (
            "import * as lambda from '@pulumi/aws/lambda/index.js';",
            "lambda.Function",
        ),
        ("import { Function } from '@pulumi/aws/lambda';", "Function"),
        ("import { Function as Fn } from '@pulumi/aws/lambda';", "Fn"),
        (
            "import { Function } from '@pulumi/aws/lambda/function';",
            "Function",
        ),
        (
            "import aws = require('@pulumi/aws');",
            "aws.lambda.Function",
        ),
        (
            "import lambda = aws.lambda; import * as aws from '@pulumi/aws';",
            "lambda.Function",
        ),
        ("const aws = require('@pulumi/aws');", "aws.lambda.Function"),
        (
            "const { lambda } = require('@pulumi/aws');",
            "lambda.Function",
        ),
        (
            "const { lambda: l } = require('@pulumi/aws');",
            "l.Function",
        ),
        (
            "const { lambda: { Function: F } } = require('@pulumi/aws');",
            "F",
        ),
        (
            "const lambda = require('@pulumi/aws').lambda;",
            "lambda.Function",
        ),
        (
            "const lambda = require('@pulumi/aws/lambda');",
            "lambda.Function",
        ),
        ("", "(require('@pulumi/aws').lambda.Function)"),
        (
            "const aws = require('@pulumi/aws') as any;",
            "aws.lambda.Function",
        ),
        (
            "const aws = await import('@pulumi/aws');",
            "aws.lambda.Function",
        ),
        (
            "import * as aws from '@pulumi/aws';",
            "aws[\"lambda\"].Function",
        ),
        (
            "import * as aws from '@pulumi/aws';",
            "(aws.lambda!).Function",
        ),
        (
            "import * as aws from '@pulumi/aws';",
            "(aws as any).lambda.Function",
        ),
    ]
    .map(|(import, class)| ts(&format!("{import}\nnew {class}('f', {{}});\n")));
    assert_types(programs, &[FUNCTION]);
}

#[test]
fn the_same_imports_work_in_every_kind_of_file() {
    for path in [
        "a.ts", "a.mts", "a.cts", "a.tsx", "a.js", "a.mjs", "a.cjs", "a.jsx",
    ] {
        let text = "const aws = require('@pulumi/aws');\nnew aws.lambda.Function('f', {});\n";
        assert_types([parse(path, text)], &[FUNCTION]);
    }
}

#[test]
fn several_imports_of_one_statement_are_told_apart() {
    let text = "
import { lambda, s3 as bucketApi } from '@pulumi/aws';
new lambda.Function('f', {});
new bucketApi.Bucket('b');
new s3.Bucket('no such name');
";
    assert_types([ts(text)], &[FUNCTION, BUCKET]);
}

#[test]
fn other_packages_are_not_the_provider() {
    let programs = [
        "import * as aws from './aws';",
        "import * as aws from 'aws-sdk';",
        "import * as aws from '@pulumi-other/aws';",
        "import * as aws from '@pulumi';",
        "const aws = require(name);",
        "const aws = require();",
        "",
    ]
    .map(|import| ts(&format!("{import}\nnew aws.lambda.Function('f', {{}});\n")));
    assert_types(programs, &[]);
    let other = "import * as aws from '@pulumi/aws-native';\nnew aws.lambda.Function('f', {});\n";
    assert_types([ts(other)], &["aws-native:lambda/function:Function"]);
}

#[test]
fn a_type_only_import_is_no_value() {
    let programs = [
        "import type * as aws from '@pulumi/aws';",
        "import type aws from '@pulumi/aws';",
        "import type { lambda, Provider as aws } from '@pulumi/aws';",
        "import { type lambda as aws } from '@pulumi/aws';",
    ]
    .map(|import| {
        ts(&format!(
            "{import}\nnew aws.lambda.Function('f', {{}});\nnew lambda.Function('g', {{}});\n"
        ))
    });
    assert_types(programs, &[]);
}

#[test]
fn a_call_without_new_constructs_nothing_in_typescript() {
    assert_types(
        [ts(
            "import * as aws from '@pulumi/aws';\naws.lambda.Function('f', {});\n",
        )],
        &[],
    );
}

#[test]
fn python_imports_lead_to_the_class() {
    let programs = [
        ("import pulumi_aws as aws", "aws.lambda_.Function"),
        ("import pulumi_aws", "pulumi_aws.lambda_.Function"),
        ("import pulumi_aws.lambda_", "pulumi_aws.lambda_.Function"),
        ("import pulumi_aws, os", "pulumi_aws.lambda_.Function"),
        ("import os, pulumi_aws as aws", "aws.lambda_.Function"),
        (
            "import pulumi_aws\nimport pulumi_aws.lambda_",
            "pulumi_aws.lambda_.Function",
        ),
        ("import pulumi_aws.lambda_ as l", "l.Function"),
        ("import pulumi_aws.lambda_.function as l", "l.Function"),
        ("from pulumi_aws import lambda_", "lambda_.Function"),
        (
            "from pulumi_aws import lambda_, s3 as s",
            "lambda_.Function",
        ),
        (
            "from pulumi_aws import (\n    lambda_ as l,  # functions\n)",
            "l.Function",
        ),
        ("from pulumi_aws.lambda_ import Function", "Function"),
        ("from pulumi_aws.lambda_ import Function as Fn", "Fn"),
        (
            "from pulumi_aws.lambda_.function import Function",
            "Function",
        ),
        ("from pulumi_aws import *", "lambda_.Function"),
        ("from pulumi_aws.lambda_ import *", "Function"),
        ("import pulumi_aws as aws", "aws.lambda_.function.Function"),
        (
            "try:\n    import pulumi_aws as aws\nexcept ImportError:\n    raise",
            "aws.lambda_.Function",
        ),
    ]
    .map(|(import, class)| py(&format!("{import}\n{class}(\"f\")\n")));
    assert_types(programs, &[FUNCTION]);
}

#[test]
fn python_imports_inside_functions_are_seen_there() {
    let text = "
def make():
    import pulumi_aws as aws
    from pulumi_aws.s3 import Bucket
    aws.lambda_.Function('f')
    Bucket('b')

aws.lambda_.Function('not here')
";
    assert_types([py(text)], &[FUNCTION, BUCKET]);
}

#[test]
fn python_imports_of_something_else_are_not_the_provider() {
    let programs = [
        "import aws",
        "from . import aws",
        "from .pulumi_aws import lambda_",
        "import pulumiaws as aws",
        "import boto3 as aws",
        // Which of the two `lambda_` is of cannot be told.
        "from helpers import *\nfrom pulumi_aws import *",
        "",
    ]
    .map(|import| {
        py(&format!(
            "{import}\naws.lambda_.Function('f')\nlambda_.Function('g')\n"
        ))
    });
    assert_types(programs, &[]);
}

#[test]
fn names_that_are_bound_once_are_followed() {
    let programs = [
        "const Fn = aws.lambda.Function;\nnew Fn('f', {});",
        "const l = aws.lambda;\nconst Fn = l.Function;\nnew Fn('f', {});",
        "const { Function: F } = aws.lambda;\nnew F('f', {});",
        "const { lambda: { Function: F } } = aws;\nnew F('f', {});",
        "let Fn = aws.lambda.Function;\nnew Fn('f', {});",
        "const { lambda } = aws;\nnew lambda.Function('f', {});",
        "new Late('f', {});\nconst Late = aws.lambda.Function;",
    ]
    .map(|text| ts(&format!("import * as aws from '@pulumi/aws';\n{text}\n")));
    assert_types(programs, &[FUNCTION]);
    let programs = [
        "Fn = aws.lambda_.Function\nFn('f')",
        "l = aws.lambda_\nl.Function('f')",
        "def f():\n    Fn = aws.lambda_.Function\n    return Fn('f')",
        "Fn, Other = aws.lambda_.Function, 1\nFn('f')",
    ]
    .map(|text| py(&format!("import pulumi_aws as aws\n{text}\n")));
    assert_types(programs, &[FUNCTION]);
}

#[test]
fn names_that_are_bound_twice_are_not_followed() {
    let programs = [
        "let Fn = aws.lambda.Function;\nFn = Other;\nnew Fn('f', {});",
        "let Fn = Other;\nFn = aws.lambda.Function;\nnew Fn('f', {});",
        "const { Function: F = Other } = aws.lambda;\nnew F('f', {});",
        "const { ...F } = aws.lambda;\nnew F('f', {});",
        "const a = b;\nconst b = a;\nnew a.lambda.Function('f', {});",
    ]
    .map(|text| ts(&format!("import * as aws from '@pulumi/aws';\n{text}\n")));
    assert_types(programs, &[]);
    let programs = [
        "Fn = aws.lambda_.Function\nFn = Other\nFn('f')",
        "Fn = Other\nif x:\n    Fn = aws.lambda_.Function\nFn('f')",
        "for Fn in [aws.lambda_.Function]:\n    Fn('f')",
        "Fn = aws.lambda_.Function\n\ndef change():\n    global Fn\n    Fn = Other\n\nFn('f')",
    ]
    .map(|text| py(&format!("import pulumi_aws as aws\n{text}\n")));
    assert_types(programs, &[]);
}

/// The file without the names that nothing uses, import by import.
fn without_unused(document: &Document) -> String {
    let program = Program::new(document);
    let imports = program.imports();
    let edits = imports.iter().flat_map(|import| {
        let names = import.names().map(|(name, _)| name);
        let unused: Vec<_> = names.filter(|name| import.is_unused(*name)).collect();
        import.without(&unused)
    });
    apply(document, edits.collect::<Vec<_>>())
}

#[test]
fn names_are_taken_out_of_imports() {
    let cases = [
        (ts("import a from 'a';\nuse();\n"), "use();\n"),
        (
            ts("import a, { b, c } from 'a';\nuse(a);\n"),
            "import a from 'a';\nuse(a);\n",
        ),
        (
            ts("import a, { b, c } from 'a';\nuse(b);\n"),
            "import { b } from 'a';\nuse(b);\n",
        ),
        (
            ts("import a, * as b from 'a';\nuse(b);\n"),
            "import * as b from 'a';\nuse(b);\n",
        ),
        (
            ts("import a, * as b from 'a';\nuse(a);\n"),
            "import a from 'a';\nuse(a);\n",
        ),
        (
            ts("import { a, b, c, d } from 'a';\nuse(a);\n"),
            "import { a } from 'a';\nuse(a);\n",
        ),
        (
            ts("import { a, b, c, d } from 'a';\nuse(c);\n"),
            "import { c } from 'a';\nuse(c);\n",
        ),
        (
            ts("import { a, b, c, d } from 'a';\nuse(b, d);\n"),
            "import { b, d } from 'a';\nuse(b, d);\n",
        ),
        (
            ts("import { type a, b } from 'a';\nlet c: a;\n"),
            "import { type a } from 'a';\nlet c: a;\n",
        ),
        (
            ts("import { a } from 'a';\nlet b: typeof a;\n"),
            "import { a } from 'a';\nlet b: typeof a;\n",
        ),
        (
            ts("import { a as b } from 'a';\nexport { b };\n"),
            "import { a as b } from 'a';\nexport { b };\n",
        ),
        (
            ts("import { a } from 'a';\nexport { a } from 'b';\n"),
            "export { a } from 'b';\n",
        ),
        (
            ts("import 'a';\nimport {} from 'b';\n"),
            "import 'a';\nimport {} from 'b';\n",
        ),
        (
            ts("// About a.\nimport a from 'a'; // for b\n\nuse();\n"),
            "// About a.\n\nuse();\n",
        ),
        (
            ts("// a -> x\nimport a from 'a';\nimport * as b from 'node:c'; // c -> y\nuse();\n"),
            "use();\n",
        ),
        (
            ts("/* a */ import a from 'a';\n/* it */ import b from 'b';\nuse();\n"),
            "/* it */\nuse();\n",
        ),
        (
            ts("// a and b\nimport a from 'a';\nimport b from 'b';\nuse(b);\n"),
            "// a and b\nimport b from 'b';\nuse(b);\n",
        ),
        (
            ts("import 'x';\n\n// Ours.\nimport a from 'a';\n\nuse();\n"),
            "import 'x';\n\nuse();\n",
        ),
        (
            ts("import 'x';\n\n// Ours.\nimport a from 'a';\nimport 'y';\n"),
            "import 'x';\n\n// Ours.\nimport 'y';\n",
        ),
        (
            ts("import 'x';\n\n// This program\n// does much.\nimport a from 'a';\n\nuse();\n"),
            "import 'x';\n\n// This program\n// does much.\n\nuse();\n",
        ),
        (
            ts("// a/b.ts\nimport a from 'a';\nuse();\n"),
            "// a/b.ts\nuse();\n",
        ),
        (
            py(
                "import a, b  # a -> x\nfrom c import d, e  # e\nfrom f import (\n    g,\n    # h: y\n    h,\n)\nuse(b, d, g)\n",
            ),
            "import b\nfrom c import d\nfrom f import (\n    g,\n)\nuse(b, d, g)\n",
        ),
        (py("import a, b\nuse(a)\n"), "import a\nuse(a)\n"),
        (py("import a, b\nuse(b)\n"), "import b\nuse(b)\n"),
        (py("import a; import b\nuse(b)\n"), "import b\nuse(b)\n"),
        (
            py("from a import b, c, d\nuse(b)\n"),
            "from a import b\nuse(b)\n",
        ),
        (
            py("from a import (\n    b,\n    c,\n)\nuse(c)\n"),
            "from a import (\n    c,\n)\nuse(c)\n",
        ),
        (
            py("from a import b\nx: \"Optional[b.C]\" = None\n"),
            "from a import b\nx: \"Optional[b.C]\" = None\n",
        ),
        (
            py("from a import b\nx: \"a.b\" = None\n"),
            "x: \"a.b\" = None\n",
        ),
        (
            py("from a import b\n__all__ = [\"b\"]\n"),
            "from a import b\n__all__ = [\"b\"]\n",
        ),
        (
            py("from a import b as b\nfrom a import *\n"),
            "from a import b as b\nfrom a import *\n",
        ),
        (
            py("try:\n    import a\nexcept E:\n    pass\n"),
            "try:\n    import a\nexcept E:\n    pass\n",
        ),
        (
            py("if TYPE_CHECKING:\n    import a\n"),
            "if TYPE_CHECKING:\n    import a\n",
        ),
        (
            py("import a.b\nimport a.c\nuse(a.b)\n"),
            "import a.b\nimport a.c\nuse(a.b)\n",
        ),
        (
            py("import a\n\n\ndef f(a):\n    return a\n"),
            "\ndef f(a):\n    return a\n",
        ),
    ];
    assert_each(cases.map(|(document, expected)| {
        let text = document.source().text().to_owned();
        (text, without_unused(&document), expected.to_owned())
    }));
}
