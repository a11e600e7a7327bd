//! Where a value ends up, and who can use a name besides its own file.

use super::{Document, Program, assert_each, parse, py, ts};
use crate::iac::{Consumer, Visibility};

/// The consumers of the top-level name `a`, in one word and its parts.
fn consumers(document: &Document) -> Vec<String> {
    let program = Program::new(document);
    let binding = program.top_level("a").unwrap();
    let describe = |consumer| match consumer {
        Consumer::Property { resource, path } => {
            let class = resource.token().rsplit(':').next().unwrap_or_default();
            format!("{class} {path}").trim_end().to_owned()
        }
        Consumer::Member { name, .. } => format!("member {name}"),
        Consumer::Elsewhere(span) => {
            let line = program.source().slice(
                program
                    .source()
                    .line(program.source().place(span.start).line)
                    .unwrap(),
            );
            format!("elsewhere: {line}")
        }
    };
    binding.consumers().into_iter().map(describe).collect()
}

/// Asserts the consumers of `a`. Programs stand between blank lines; below each is what is expected.
#[track_caller]
fn assert_consumers(parse: fn(&str) -> Document, imports: &str, programs: &str) {
    assert_each(programs.trim().split("\n\n").map(|case| {
        let mut parts = case.split("\n=> ");
        let text = parts.next().unwrap();
        let expected: Vec<String> = parts.map(|part| part.trim().to_owned()).collect();
        let document = parse(&format!("{imports}{text}\n"));
        (text.to_owned(), consumers(&document), expected)
    }));
}

#[test]
fn typescript_values_are_followed_to_where_they_end_up() {
    assert_consumers(
        ts,
        "import * as aws from '@pulumi/aws';\nimport * as pulumi from '@pulumi/pulumi';\n",
        r#"
const a = { K: 1 };
new aws.lambda.Function('f', { environment: { variables: a } });
=> Function environment.variables

const a = { K: 1 };
new aws.lambda.Function('f', { environment: { variables: { ...a, L: 1 } } });
new aws.lambda.Function('g', { environment: { variables: { ...(x ? a : {}) } } });
=> Function environment.variables
=> Function environment.variables

const a = { K: 1 };
new aws.lambda.Function('f', { environment: { variables: (a as any)! } });
=> Function environment.variables

const a = { K: 1 };
const b = { ...a };
new aws.lambda.Function('f', { environment: { variables: b } });
=> Function environment.variables

const a = { K: 1 };
const environment = { variables: a };
new aws.lambda.Function('f', { environment });
=> Function environment.variables

const a = { K: 1 };
const b = a;
use(b);
=> elsewhere: use(b);

const a = { K: 1 };
new aws.lambda.Function('f', { environment: { variables: pulumi.output(a) } });
new aws.lambda.Function('f', { environment: { variables: x.apply(y => ({ ...a, y })) } });
new aws.lambda.Function('f', { environment: { variables: x.apply(y => { return a; }) } });
=> Function environment.variables
=> Function environment.variables
=> Function environment.variables

const a = { K: 1 };
new aws.lambda.Function('f', { environment: { variables: Object.assign({}, a) } });
=> Function environment.variables

const a = 1;
new aws.lambda.Function('f', { layers: [a], memorySize: a });
=> Function layers.[]
=> Function memorySize

const a = { K: 1 };
console.log(a.K, a['L'], a[x]);
=> member K
=> member L
=> elsewhere: console.log(a.K, a['L'], a[x]);

const a: any = { K: 1 };
a.K = 2;
Object.assign(a, { L: 1 });
=> member K

const a: any = { K: 1 };
export const b = Object.assign(a, { L: 1 });
=> elsewhere: export const b = Object.assign(a, { L: 1 });

const a = { K: 1 };
new Component('c', { env: a });
=> elsewhere: new Component('c', { env: a });

const a = { protect: true };
new aws.s3.Bucket('b', {}, a);
new aws.s3.Bucket('c', {}, { ...a, dependsOn: [a] });
=> Bucket opts
=> Bucket opts
=> Bucket opts.dependsOn.[]

const a = { K: 1 };
let b: any;
b = a;
=> elsewhere: b = a;

const a = { K: 1 };
export const b = a;
=> elsewhere: export const b = a;
"#,
    );
}

#[test]
fn python_values_are_followed_to_where_they_end_up() {
    assert_consumers(
        py,
        "import pulumi\nimport pulumi_aws as aws\n",
        r#"
a = "x"
aws.lambda_.Function("f", args=aws.lambda_.FunctionArgs(runtime=a))
=> Function runtime

a = {"K": 1}
aws.lambda_.Function("f", environment={"variables": a})
aws.lambda_.Function("g", environment=aws.lambda_.FunctionEnvironmentArgs(variables={**a}))
aws.lambda_.Function("h", environment=dict(variables=a | {"L": 1}))
=> Function environment.variables
=> Function environment.variables
=> Function environment.variables

a = {"memory_size": 1}
aws.lambda_.Function("f", **a)
=> Function

a = {"K": 1}
_b = dict(a, L=1)
aws.lambda_.Function("f", kms_key_arn=_b)
=> Function kmsKeyArn

a = {"K": 1}
print(a["K"], a.get("K"), a.items())
=> member K
=> member K
=> elsewhere: print(a["K"], a.get("K"), a.items())

a = {"K": 1}
a["K"] = 2
a.setdefault("L", 1)
a.update({"M": 1})
a.update(N=1)
=> member K
=> member L

a = {"K": 1}
x.update(a)
=> elsewhere: x.update(a)

a = aws.sqs.Queue("q")
aws.s3.Bucket("b", opts=pulumi.ResourceOptions(depends_on=[a]))
aws.s3.Bucket("c", pulumi.ResourceOptions(depends_on=a))
=> Bucket opts.dependsOn.[]
=> Bucket opts.dependsOn

a = {"K": 1}
aws.lambda_.Function("f", environment={"variables": x.apply(lambda y: {**a, "Y": y})})
=> Function environment.variables
"#,
    );
}

#[test]
fn names_that_other_files_may_use_are_told() {
    use Visibility::{Exported, MaybeImported, Private};
    let cases = [
        ("index.ts", "const a = {};", Private),
        ("index.ts", "export const a = {};", Exported),
        ("index.ts", "const a = {};\nexport { a };", Exported),
        ("index.ts", "const a = {};\nexport { a as b };", Exported),
        ("index.ts", "const a = {};\nexport default a;", Exported),
        ("index.ts", "const a = {};\nexport = a;", Exported),
        (
            "index.ts",
            "export { a } from './b';\nconst a = {};",
            Private,
        ),
        ("index.js", "const a = {};\nmodule.exports = a;", Exported),
        (
            "index.js",
            "const a = {};\nmodule.exports = { a };",
            Exported,
        ),
        (
            "index.js",
            "const a = {};\nmodule.exports = { b: a };",
            Exported,
        ),
        ("index.js", "const a = {};\nmodule.exports.b = a;", Exported),
        ("index.js", "const a = {};\nexports.a = a;", Exported),
        (
            "index.js",
            "const a = {};\nmodule.exports = { ...a };",
            Exported,
        ),
        ("index.js", "const a = {};\nmodule.exports = f(a);", Private),
        ("infra.py", "a = {}", MaybeImported),
        ("infra.py", "_b = {}\na = 1", MaybeImported),
        ("__main__.py", "a = {}", Private),
        ("__main__.py", "a = {}\n__all__ = ['a']", Exported),
        ("infra.py", "a = {}\n__all__ = ['a', 'b']", Exported),
        ("infra.py", "a = {}\n__all__ = ['b']", MaybeImported),
        ("infra.py", "a = {}\n__all__ = ('a',)", Exported),
        (
            "infra.py",
            "a = {}\n__all__ = []\n__all__ += ['a']",
            Exported,
        ),
    ];
    assert_each(cases.map(|(path, text, expected)| {
        let document = parse(path, &format!("{text}\n"));
        let program = Program::new(&document);
        let binding = program.top_level("a").unwrap();
        (format!("{path}: {text}"), binding.visibility(), expected)
    }));
    let document = py("_a = {}\ndef f():\n    b = {}\n");
    let program = Program::new(&document);
    assert_eq!(program.top_level("_a").unwrap().visibility(), Private);
}

#[test]
fn unused_and_used_names_are_told_apart() {
    let document = ts("import { A, b } from 'x';\nlet c: A;\nexport { c };\n");
    let program = Program::new(&document);
    for (name, used) in [("A", true), ("b", false), ("c", true)] {
        assert_eq!(program.top_level(name).unwrap().is_used(), used, "{name}");
    }
}
