//! What is written: properties set, renamed and removed, options, statements and imports.

use super::{Document, Program, apply, assert_each, expr, first, parse, py, ts};
use crate::fix::Edit;
use crate::iac::{Code, Presence, Removal, Resource, Statement};

const TS: &str = "import * as aws from \"@pulumi/aws\";\n";
const PY: &str = "import pulumi\nimport pulumi_aws as aws\n";

/// The rest of a program after what `edit` says of its first resource.
#[track_caller]
fn edited<E>(document: &Document, imports: &str, edit: E) -> String
where
    E: Fn(&Resource<'_>) -> Vec<Edit>,
{
    let program = Program::new(document);
    let text = apply(document, edit(&first(&program)));
    text.strip_prefix(imports).unwrap_or(&text).to_owned()
}

fn set(resource: &Resource<'_>) -> Vec<Edit> {
    resource
        .set("memorySize", &Code::Integer(256))
        .unwrap_or_default()
}

/// Asserts what becomes of each program: the text before, and the text after.
#[track_caller]
fn assert_edits<const N: usize>(
    parse: fn(&str) -> Document,
    imports: &str,
    edit: fn(&Resource<'_>) -> Vec<Edit>,
    cases: [(&str, &str); N],
) {
    assert_each(cases.into_iter().flat_map(|(before, after)| {
        let variants = [
            (before.to_owned(), after.to_owned()),
            (before.replace('\n', "\r\n"), after.replace('\n', "\r\n")),
            (before.replace("  ", "\t"), after.replace("  ", "\t")),
        ];
        let line_endings = ["\n", "\r\n", "\n"].into_iter();
        variants
            .into_iter()
            .zip(line_endings)
            .map(|((before, after), ending)| {
                let imports = imports.replace('\n', ending);
                let document = parse(&format!("{imports}{before}"));
                let given = edited(&document, &imports, edit);
                (before, given, after)
            })
            .collect::<Vec<_>>()
    }));
}

#[test]
fn typescript_properties_are_set() {
    assert_edits(
        ts,
        TS,
        set,
        [
            (
                "new aws.lambda.Function(\"f\", { memorySize: 128 });\n",
                "new aws.lambda.Function(\"f\", { memorySize: 256 });\n",
            ),
            (
                "new aws.lambda.Function(\"f\", { handler: \"a\" });\n",
                "new aws.lambda.Function(\"f\", { handler: \"a\", memorySize: 256 });\n",
            ),
            (
                "new aws.lambda.Function(\"f\", {});\n",
                "new aws.lambda.Function(\"f\", { memorySize: 256 });\n",
            ),
            (
                "new aws.lambda.Function(\"f\", {\n  handler: \"a\",\n});\n",
                "new aws.lambda.Function(\"f\", {\n  handler: \"a\",\n  memorySize: 256,\n});\n",
            ),
            (
                "new aws.lambda.Function(\"f\", {\n  handler: \"a\"\n});\n",
                "new aws.lambda.Function(\"f\", {\n  handler: \"a\",\n  memorySize: 256\n});\n",
            ),
            (
                "new aws.lambda.Function(\"f\", {\n  handler: \"a\", // why\n});\n",
                "new aws.lambda.Function(\"f\", {\n  handler: \"a\", // why\n  memorySize: 256,\n});\n",
            ),
            (
                "new aws.lambda.Function(\"f\", {\n  handler: \"a\" // why\n});\n",
                "new aws.lambda.Function(\"f\", {\n  handler: \"a\", // why\n  memorySize: 256\n});\n",
            ),
            (
                "new aws.lambda.Function(\"f\", {\n  // nothing yet\n});\n",
                "new aws.lambda.Function(\"f\", {\n  // nothing yet\n  memorySize: 256,\n});\n",
            ),
            (
                "new aws.lambda.Function(\"f\", {\n});\n",
                "new aws.lambda.Function(\"f\", { memorySize: 256 });\n",
            ),
            (
                "new aws.lambda.Function(\"f\", {\n  handler: \"a\",\n  // the end\n});\n",
                "new aws.lambda.Function(\"f\", {\n  handler: \"a\",\n  memorySize: 256,\n  // the end\n});\n",
            ),
            (
                "new aws.lambda.Function(\"f\", {\n  environment: {\n    variables: {},\n  },\n});\n",
                "new aws.lambda.Function(\"f\", {\n  environment: {\n    variables: {},\n  },\n  memorySize: 256,\n});\n",
            ),
            (
                "const args = { memorySize: 128 };\nnew aws.lambda.Function(\"f\", args);\n",
                "const args = { memorySize: 256 };\nnew aws.lambda.Function(\"f\", args);\n",
            ),
            (
                "new aws.lambda.Function(\"f\");\n",
                "new aws.lambda.Function(\"f\", { memorySize: 256 });\n",
            ),
            (
                "new aws.lambda.Function(\"f\", { ...other });\n",
                "new aws.lambda.Function(\"f\", { ...other });\n",
            ),
            (
                "const memorySize = 128;\nnew aws.lambda.Function(\"f\", { memorySize });\n",
                "const memorySize = 128;\nnew aws.lambda.Function(\"f\", { memorySize: 256 });\n",
            ),
        ],
    );
}

#[test]
fn python_properties_are_set() {
    assert_edits(
        py,
        PY,
        set,
        [
            (
                "aws.lambda_.Function(\"f\", memory_size=128)\n",
                "aws.lambda_.Function(\"f\", memory_size=256)\n",
            ),
            (
                "aws.lambda_.Function(\"f\", handler=\"a\")\n",
                "aws.lambda_.Function(\"f\", handler=\"a\", memory_size=256)\n",
            ),
            (
                "aws.lambda_.Function(\n  \"f\",\n  handler=\"a\",\n)\n",
                "aws.lambda_.Function(\n  \"f\",\n  handler=\"a\",\n  memory_size=256,\n)\n",
            ),
            (
                "aws.lambda_.Function(\n  \"f\",\n  handler=\"a\"\n)\n",
                "aws.lambda_.Function(\n  \"f\",\n  handler=\"a\",\n  memory_size=256\n)\n",
            ),
            (
                "aws.lambda_.Function(\n  \"f\",\n  handler=\"a\",  # why\n)\n",
                "aws.lambda_.Function(\n  \"f\",\n  handler=\"a\",  # why\n  memory_size=256,\n)\n",
            ),
            (
                "aws.lambda_.Function(\"f\", handler=\"a\", opts=o)\n",
                "aws.lambda_.Function(\"f\", handler=\"a\", memory_size=256, opts=o)\n",
            ),
            (
                "aws.lambda_.Function(\n  \"f\",\n  handler=\"a\",\n  opts=o,\n)\n",
                "aws.lambda_.Function(\n  \"f\",\n  handler=\"a\",\n  memory_size=256,\n  opts=o,\n)\n",
            ),
            (
                "aws.lambda_.Function(\"f\")\n",
                "aws.lambda_.Function(\"f\", memory_size=256)\n",
            ),
            (
                "aws.lambda_.Function(\"f\", {\"kms_key_arn\": \"a\"})\n",
                "aws.lambda_.Function(\"f\", {\"kms_key_arn\": \"a\", \"memory_size\": 256})\n",
            ),
            (
                "aws.lambda_.Function(\"f\", {\"kmsKeyArn\": \"a\"})\n",
                "aws.lambda_.Function(\"f\", {\"kmsKeyArn\": \"a\", \"memorySize\": 256})\n",
            ),
            (
                "aws.lambda_.Function(\"f\", aws.lambda_.FunctionArgs(handler=\"a\"))\n",
                "aws.lambda_.Function(\"f\", aws.lambda_.FunctionArgs(handler=\"a\", memory_size=256))\n",
            ),
            (
                "aws.lambda_.Function(\"f\", aws.lambda_.FunctionArgs())\n",
                "aws.lambda_.Function(\"f\", aws.lambda_.FunctionArgs(memory_size=256))\n",
            ),
            (
                "aws.lambda_.Function(\"f\", **kwargs)\n",
                "aws.lambda_.Function(\"f\", **kwargs)\n",
            ),
            (
                "args = {\"handler\": \"a\"}\naws.lambda_.Function(\"f\", **args)\n",
                "args = {\"handler\": \"a\"}\naws.lambda_.Function(\"f\", **args, memory_size=256)\n",
            ),
        ],
    );
}

#[test]
fn options_are_set() {
    let protect = |resource: &Resource<'_>| {
        resource
            .set_option("deleteBeforeReplace", &Code::Boolean(true))
            .unwrap_or_default()
    };
    assert_edits(
        ts,
        TS,
        protect,
        [
            (
                "new aws.lambda.Function(\"f\", {});\n",
                "new aws.lambda.Function(\"f\", {}, { deleteBeforeReplace: true });\n",
            ),
            (
                "new aws.lambda.Function(\"f\");\n",
                "new aws.lambda.Function(\"f\", {}, { deleteBeforeReplace: true });\n",
            ),
            (
                "new aws.lambda.Function(\"f\", {}, { parent: p });\n",
                "new aws.lambda.Function(\"f\", {}, { parent: p, deleteBeforeReplace: true });\n",
            ),
            (
                "new aws.lambda.Function(\"f\", {}, opts);\n",
                "new aws.lambda.Function(\"f\", {}, { ...opts, deleteBeforeReplace: true });\n",
            ),
            (
                "new aws.lambda.Function(\"f\", {}, a || b);\n",
                "new aws.lambda.Function(\"f\", {}, { ...(a || b), deleteBeforeReplace: true });\n",
            ),
            (
                "new aws.lambda.Function(...args);\n",
                "new aws.lambda.Function(...args);\n",
            ),
        ],
    );
    assert_edits(
        py,
        PY,
        protect,
        [
            (
                "aws.lambda_.Function(\"f\")\n",
                "aws.lambda_.Function(\"f\", opts=pulumi.ResourceOptions(delete_before_replace=True))\n",
            ),
            (
                "aws.lambda_.Function(\"f\", opts=pulumi.ResourceOptions(parent=p))\n",
                "aws.lambda_.Function(\"f\", opts=pulumi.ResourceOptions(parent=p, delete_before_replace=True))\n",
            ),
            (
                "aws.lambda_.Function(\"f\", opts=o)\n",
                "aws.lambda_.Function(\"f\", opts=pulumi.ResourceOptions.merge(o, pulumi.ResourceOptions(delete_before_replace=True)))\n",
            ),
            (
                "aws.lambda_.Function(\"f\", **kwargs)\n",
                "aws.lambda_.Function(\"f\", **kwargs)\n",
            ),
        ],
    );
}

#[test]
fn keys_are_renamed() {
    let rename = |resource: &Resource<'_>| match resource.property("memorySize") {
        Presence::Present(property) => vec![property.entry.rename("kmsKeyArn")],
        _ => Vec::new(),
    };
    assert_edits(
        ts,
        TS,
        rename,
        [
            (
                "new aws.lambda.Function(\"f\", { memorySize: 1 });\n",
                "new aws.lambda.Function(\"f\", { kmsKeyArn: 1 });\n",
            ),
            (
                "new aws.lambda.Function(\"f\", { 'memorySize': 1 });\n",
                "new aws.lambda.Function(\"f\", { 'kmsKeyArn': 1 });\n",
            ),
            (
                "new aws.lambda.Function(\"f\", { [\"memorySize\"]: 1 });\n",
                "new aws.lambda.Function(\"f\", { kmsKeyArn: 1 });\n",
            ),
            (
                "new aws.lambda.Function(\"f\", { memorySize });\n",
                "new aws.lambda.Function(\"f\", { kmsKeyArn: memorySize });\n",
            ),
            (
                "new aws.lambda.Function(\"f\", { memorySize() {} });\n",
                "new aws.lambda.Function(\"f\", { kmsKeyArn() {} });\n",
            ),
        ],
    );
    assert_edits(
        py,
        PY,
        rename,
        [
            (
                "aws.lambda_.Function(\"f\", memory_size=1)\n",
                "aws.lambda_.Function(\"f\", kms_key_arn=1)\n",
            ),
            (
                "aws.lambda_.Function(\"f\", {\"memory_size\": 1})\n",
                "aws.lambda_.Function(\"f\", {\"kms_key_arn\": 1})\n",
            ),
            (
                "aws.lambda_.Function(\"f\", {'memorySize': 1})\n",
                "aws.lambda_.Function(\"f\", {'kmsKeyArn': 1})\n",
            ),
            (
                "aws.lambda_.Function(\"f\", {r'memory_size': 1})\n",
                "aws.lambda_.Function(\"f\", {\"kms_key_arn\": 1})\n",
            ),
        ],
    );
}

/// The statements that the tests insert.
fn declaration() -> [Statement; 1] {
    [Statement::Declare(
        "config".to_owned(),
        Code::name("make").call([]),
    )]
}

#[test]
fn several_statements_are_paragraphs_where_the_next_one_is() {
    let before = |resource: &Resource<'_>| {
        let [one] = declaration();
        let edit = resource.expr().insert_before(&[one.clone(), one]);
        edit.into_iter().collect()
    };
    let one = "const config = make();\n";
    let bucket = "use(1);\n\nnew aws.s3.Bucket(\"b\");\n";
    let both = bucket.replace("new", &format!("{one}\n{one}\nnew"));
    assert_edits(ts, TS, before, [(bucket, both.as_str())]);
}

#[test]
fn statements_are_inserted_before() {
    let before = |resource: &Resource<'_>| {
        let edit = resource.expr().insert_before(&declaration());
        edit.into_iter().collect()
    };
    assert_edits(
        ts,
        TS,
        before,
        [
            (
                "new aws.s3.Bucket(\"b\");\n",
                "const config = make();\nnew aws.s3.Bucket(\"b\");\n",
            ),
            (
                "// about b\n/* more */\nnew aws.s3.Bucket(\"b\");\n",
                "const config = make();\n// about b\n/* more */\nnew aws.s3.Bucket(\"b\");\n",
            ),
            (
                "use(1);\n\nnew aws.s3.Bucket(\"b\");\n",
                "use(1);\n\nconst config = make();\n\nnew aws.s3.Bucket(\"b\");\n",
            ),
            (
                "if (x) {\n  new aws.s3.Bucket(\"b\");\n}\n",
                "if (x) {\n  const config = make();\n  new aws.s3.Bucket(\"b\");\n}\n",
            ),
            (
                "if (x) { new aws.s3.Bucket(\"b\"); }\n",
                "if (x) { const config = make(); new aws.s3.Bucket(\"b\"); }\n",
            ),
            (
                "use(1); new aws.s3.Bucket(\"b\");\n",
                "use(1); const config = make(); new aws.s3.Bucket(\"b\");\n",
            ),
            (
                "if (x) new aws.s3.Bucket(\"b\");\n",
                "const config = make();\nif (x) new aws.s3.Bucket(\"b\");\n",
            ),
            (
                "class C { b = new aws.s3.Bucket(\"b\"); }\n",
                "class C { b = new aws.s3.Bucket(\"b\"); }\n",
            ),
        ],
    );
    assert_edits(
        py,
        PY,
        before,
        [
            (
                "aws.s3.Bucket(\"b\")\n",
                "config = make()\naws.s3.Bucket(\"b\")\n",
            ),
            (
                "# about b\naws.s3.Bucket(\"b\")",
                "config = make()\n# about b\naws.s3.Bucket(\"b\")",
            ),
            (
                "def f():\n  return aws.s3.Bucket(\"b\")\n",
                "def f():\n  config = make()\n  return aws.s3.Bucket(\"b\")\n",
            ),
            (
                "if x: aws.s3.Bucket(\"b\")\n",
                "if x: config = make(); aws.s3.Bucket(\"b\")\n",
            ),
            (
                "a = 1; aws.s3.Bucket(\"b\")\n",
                "a = 1; config = make(); aws.s3.Bucket(\"b\")\n",
            ),
            (
                "@decorate(aws.s3.Bucket(\"b\"))\ndef f(): pass\n",
                "config = make()\n@decorate(aws.s3.Bucket(\"b\"))\ndef f(): pass\n",
            ),
        ],
    );
}

#[test]
fn statements_are_inserted_after() {
    let after = |resource: &Resource<'_>| {
        let edit = resource.expr().insert_after(&declaration());
        edit.into_iter().collect()
    };
    assert_edits(
        ts,
        TS,
        after,
        [
            (
                "new aws.s3.Bucket(\"b\");\n",
                "new aws.s3.Bucket(\"b\");\nconst config = make();\n",
            ),
            (
                "new aws.s3.Bucket(\"b\");",
                "new aws.s3.Bucket(\"b\");\nconst config = make();",
            ),
            (
                "new aws.s3.Bucket(\"b\"); // why\nuse(1);\n",
                "new aws.s3.Bucket(\"b\"); // why\nconst config = make();\nuse(1);\n",
            ),
            (
                "new aws.s3.Bucket(\"b\"); /* why\n */\nuse(1);\n",
                "new aws.s3.Bucket(\"b\"); /* why\n */\nconst config = make();\nuse(1);\n",
            ),
            (
                "if (x) { new aws.s3.Bucket(\"b\"); }\n",
                "if (x) { new aws.s3.Bucket(\"b\"); const config = make(); }\n",
            ),
            (
                "new aws.s3.Bucket(\"b\"); use(1);\n",
                "new aws.s3.Bucket(\"b\"); const config = make(); use(1);\n",
            ),
            (
                "if (x) {\n  new aws.s3.Bucket(\"b\", {\n    tags: {},\n  });\n}\n",
                "if (x) {\n  new aws.s3.Bucket(\"b\", {\n    tags: {},\n  });\n  const config = make();\n}\n",
            ),
        ],
    );
    assert_edits(
        py,
        PY,
        after,
        [
            (
                "aws.s3.Bucket(\"b\")\n",
                "aws.s3.Bucket(\"b\")\nconfig = make()\n",
            ),
            (
                "aws.s3.Bucket(\"b\")",
                "aws.s3.Bucket(\"b\")\nconfig = make()",
            ),
            (
                "def f():\n  aws.s3.Bucket(\"b\")  # why\n  return 1\n",
                "def f():\n  aws.s3.Bucket(\"b\")  # why\n  config = make()\n  return 1\n",
            ),
            (
                "if x: aws.s3.Bucket(\"b\")\n",
                "if x: aws.s3.Bucket(\"b\"); config = make()\n",
            ),
            (
                "aws.s3.Bucket(\"b\"); a = 1\n",
                "aws.s3.Bucket(\"b\"); config = make(); a = 1\n",
            ),
        ],
    );
}

#[test]
fn new_names_are_free() {
    let document = ts(
        "const config = 1;\nfunction f() { const config2 = 2; return config3; }\nconst o = { config4: 1 };\n",
    );
    let program = Program::new(&document);
    assert_eq!(program.free_name("config"), "config4");
    assert_eq!(program.free_name("other"), "other");
}

#[test]
fn a_package_is_imported_as_the_file_imports_others() {
    let cases = [
        (
            "index.ts",
            "import * as aws from \"@pulumi/aws\";\nuse(aws);\n",
            "import * as aws from \"@pulumi/aws\";\nimport * as pulumi from \"@pulumi/pulumi\";\nuse(aws);\n",
        ),
        (
            "index.ts",
            "import * as aws from '@pulumi/aws'\nuse(aws)\n",
            "import * as aws from '@pulumi/aws'\nimport * as pulumi from '@pulumi/pulumi'\nuse(aws)\n",
        ),
        (
            "index.js",
            "'use strict';\n\nconst aws = require('@pulumi/aws');\nuse(aws);\n",
            "'use strict';\n\nconst aws = require('@pulumi/aws');\nconst pulumi = require('@pulumi/pulumi');\nuse(aws);\n",
        ),
        (
            "index.ts",
            "import aws = require(\"@pulumi/aws\");\nuse(aws);\n",
            "import aws = require(\"@pulumi/aws\");\nimport pulumi = require(\"@pulumi/pulumi\");\nuse(aws);\n",
        ),
        (
            "index.ts",
            "import { lambda } from \"@pulumi/aws\";\nconst pulumi = 1;\n",
            "import { lambda } from \"@pulumi/aws\";\nimport * as pulumi2 from \"@pulumi/pulumi\";\nconst pulumi = 1;\n",
        ),
        (
            "index.ts",
            "import * as pulumi from \"@pulumi/pulumi\";\n",
            "import * as pulumi from \"@pulumi/pulumi\";\n",
        ),
        (
            "__main__.py",
            "\"\"\"Doc.\"\"\"\n\nimport os\nimport pulumi_aws as aws\n",
            "\"\"\"Doc.\"\"\"\n\nimport os\nimport pulumi\nimport pulumi_aws as aws\n",
        ),
        (
            "__main__.py",
            "from pulumi_aws import s3\r\n",
            "import pulumi\r\nfrom pulumi_aws import s3\r\n",
        ),
        ("__main__.py", "import pulumi\n", "import pulumi\n"),
    ];
    assert_each(cases.map(|(path, before, after)| {
        let document = parse(path, before);
        let program = Program::new(&document);
        let module = match path.ends_with(".py") {
            true => "pulumi",
            false => "@pulumi/pulumi",
        };
        let (_, edit) = program.package_name("pulumi", module);
        (before.to_owned(), apply(&document, edit), after.to_owned())
    }));
}

#[test]
fn a_replacement_is_bracketed_where_it_would_be_torn_apart() {
    let fallback = Code::name("a").or(Code::Integer(1));
    let cases = [
        ("use(x);", "use(a ?? 1);"),
        ("use(x || y);", "use((a ?? 1) || y);"),
        ("use(x.y);", "use((a ?? 1).y);"),
        ("use(x ? y : z);", "use((a ?? 1) ? y : z);"),
        ("use(x + y);", "use((a ?? 1) + y);"),
        ("use(!x);", "use(!(a ?? 1));"),
        ("use(await x);", "use(await (a ?? 1));"),
        ("use(x as T);", "use((a ?? 1) as T);"),
        ("use(x!);", "use((a ?? 1)!);"),
        ("x(y);", "(a ?? 1)(y);"),
        ("use({ ...x });", "use({ ...(a ?? 1) });"),
    ];
    assert_each(cases.map(|(before, after)| {
        let document = ts(before);
        let program = Program::new(&document);
        let edit = expr(&program, "x").replace(&fallback);
        (
            before.to_owned(),
            apply(&document, [edit]),
            after.to_owned(),
        )
    }));
}

#[test]
fn a_removal_leaves_what_parses() {
    let document = ts(
        "import * as aws from '@pulumi/aws';\nnew aws.lambda.Function('f', { memorySize: 1 });\n",
    );
    let program = Program::new(&document);
    let mut removal = Removal::new(&program, &[]);
    removal.entry(
        &first(&program)
            .property("memorySize")
            .present()
            .unwrap()
            .entry,
    );
    let removed = removal.finish().unwrap();
    assert_eq!(
        apply(&document, removed.edits.iter().cloned()),
        "import * as aws from '@pulumi/aws';\nnew aws.lambda.Function('f', {});\n"
    );
}
