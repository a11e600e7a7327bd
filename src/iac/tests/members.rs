//! Members of a class that hold a value once, used through `this` and `self`.

use super::{Program, assert_each, first, presence, py, ts};
use crate::iac::Visibility;

/// Whether `environment.variables.K` of the first resource is there, and who can use what was followed to it.
fn followed(program: &Program<'_>) -> (String, Option<Visibility>) {
    let function = first(program);
    let variables = function.contributions("environment.variables");
    let visibility = variables.records.first().map(|record| record.visibility());
    (presence(&function, "environment.variables.K"), visibility)
}

#[test]
fn typescript_members_are_followed_within_their_class() {
    use Visibility::{MaybeImported, Private};
    let method = "m() { new aws.lambda.Function('f', { environment: { variables: this.env } }); }";
    let cases = [
        (
            "class C { private env = { K: '1' }; METHOD }",
            "'1'",
            Some(Private),
        ),
        (
            "class C { env = { K: '1' }; METHOD }",
            "'1'",
            Some(MaybeImported),
        ),
        (
            "class C { private readonly env: E; constructor() { this.env = { K: '1' }; } METHOD }",
            "'1'",
            Some(Private),
        ),
        (
            "class C { constructor() { this.env = { K: '1' }; } METHOD }",
            "'1'",
            Some(MaybeImported),
        ),
        (
            "class C { private env = { K: '1' }; constructor() { this.env = {}; } METHOD }",
            "Unknown",
            None,
        ),
        (
            "class C { private env = { K: '1' }; set() { this.env = {}; } METHOD }",
            "Unknown",
            None,
        ),
        (
            "class C { private env = { K: '1' }; set() { delete this.env; } METHOD }",
            "Unknown",
            None,
        ),
        (
            "class C { private env = { K: '1' }; METHOD }\nfunction set(c: any) { c.env = {}; }",
            "Unknown",
            None,
        ),
        (
            "class C { private env: any = { L: '1' }; set() { this.env.K = '2'; } METHOD }",
            "Unknown",
            Some(Private),
        ),
        (
            "class C { constructor(private env: E) {} METHOD }",
            "Unknown",
            None,
        ),
        (
            "class C { static env = { K: '1' }; METHOD }",
            "Unknown",
            None,
        ),
        ("class C { METHOD }", "Unknown", None),
        (
            "class B { private env = { K: '1' }; }\nclass C { METHOD }",
            "Unknown",
            None,
        ),
        (
            "class C { private env = { K: '1' }; o = { METHOD }; }",
            "Unknown",
            None,
        ),
        (
            "class C { private env = { K: '1' }; static METHOD }",
            "Unknown",
            None,
        ),
    ];
    assert_each(cases.map(|(text, expected, visibility)| {
        let text = text.replace("METHOD", method);
        let document = ts(&format!("import * as aws from '@pulumi/aws';\n{text}\n"));
        let program = Program::new(&document);
        (text, followed(&program), (expected.to_owned(), visibility))
    }));
}

#[test]
fn private_names_and_arrow_functions_see_the_member() {
    for text in [
        "class C { #env = { K: '1' }; m() { new aws.lambda.Function('f', { environment: { variables: this.#env } }); } }",
        "class C { private env = { K: '1' }; m() { xs.map(x => new aws.lambda.Function(x, { environment: { variables: this.env } })); } }",
        "class C { private env = { K: '1' }; f = new aws.lambda.Function('f', { environment: { variables: this.env } }); }",
        "class C { private env = { K: '1' }; m() { new aws.lambda.Function('f', { environment: { variables: { ...this.env } } }); } }",
    ] {
        let document = ts(&format!("import * as aws from '@pulumi/aws';\n{text}\n"));
        let program = Program::new(&document);
        let expected = ("'1'".to_owned(), Some(Visibility::Private));
        assert_eq!(followed(&program), expected, "{text}");
    }
    let rebound = "class C { private env = { K: '1' }; m() { xs.map(function () { new aws.lambda.Function('f', { environment: { variables: this.env } }); }); } }";
    let document = ts(&format!("import * as aws from '@pulumi/aws';\n{rebound}\n"));
    let program = Program::new(&document);
    assert_eq!(followed(&program), ("Unknown".to_owned(), None));
}

#[test]
fn python_members_are_followed_within_their_class() {
    use Visibility::{MaybeImported, Private};
    let method = "\n    def m(self):\n        aws.lambda_.Function('f', environment={'variables': self._env})\n";
    let cases = [
        (
            "class C:\n    def __init__(self):\n        self._env = {'K': '1'}\nMETHOD",
            "'1'",
            Some(Private),
        ),
        (
            "class C:\n    def __init__(self):\n        self._env: dict = {'K': '1'}\nMETHOD",
            "'1'",
            Some(Private),
        ),
        (
            "class C:\n    _env = {'K': '1'}\nMETHOD",
            "'1'",
            Some(Private),
        ),
        (
            "class C:\n    _env = {'K': '1'}\n    def __init__(self):\n        self._env = {}\nMETHOD",
            "Unknown",
            None,
        ),
        (
            "class C:\n    def __init__(self):\n        self._env = {'K': '1'}\n    def set(self):\n        self._env = {}\nMETHOD",
            "Unknown",
            None,
        ),
        (
            "class C:\n    def __init__(self):\n        self._env = {'L': '1'}\n        self._env['K'] = '2'\nMETHOD",
            "Unknown",
            Some(Private),
        ),
        (
            "class C:\n    def __init__(self):\n        self._env, b = {'K': '1'}, 2\n        self._env = {}\nMETHOD",
            "Unknown",
            None,
        ),
        (
            "class C:\n    def __init__(self):\n        self._env = {'K': '1'}\n    def set(self):\n        del self._env\nMETHOD",
            "Unknown",
            None,
        ),
        (
            "class C:\n    def __init__(self, env):\n        self._env = env\nMETHOD",
            "Unknown",
            None,
        ),
        (
            "class C:\n    @staticmethod\n    def make(self):\n        self._env = {'K': '1'}\nMETHOD",
            "Unknown",
            None,
        ),
        (
            "class B:\n    def __init__(self):\n        self._env = {'K': '1'}\nclass C:METHOD",
            "Unknown",
            None,
        ),
        (
            "def set(c):\n    c._env = {}\nclass C:\n    def __init__(self):\n        self._env = {'K': '1'}\nMETHOD",
            "Unknown",
            None,
        ),
    ];
    assert_each(cases.map(|(text, expected, visibility)| {
        let text = text.replace("METHOD", method);
        let document = py(&format!("import pulumi_aws as aws\n{text}\n"));
        let program = Program::new(&document);
        (text, followed(&program), (expected.to_owned(), visibility))
    }));
    let open = "class C:\n    def __init__(self):\n        self.env = {'K': '1'}\n        fs = [aws.lambda_.Function(x, environment={'variables': self.env}) for x in y]\n";
    let document = py(&format!("import pulumi_aws as aws\n{open}"));
    let program = Program::new(&document);
    assert_eq!(followed(&program), ("'1'".to_owned(), Some(MaybeImported)));
}

#[test]
fn members_take_no_names_and_lead_to_resources() {
    let document = ts("import * as aws from '@pulumi/aws';
class C {
  constructor() {
    this.config = new aws.s3.Bucket('b');
    use(this.config.arn);
  }
}
");
    let program = Program::new(&document);
    assert_eq!(program.free_name("config"), "config");
    let (object, member) = super::expr(&program, "this.config.arn").member().unwrap();
    assert_eq!(member, "arn");
    assert_eq!(
        object.resolved().resource().unwrap().token(),
        "aws:s3/bucket:Bucket"
    );
}
