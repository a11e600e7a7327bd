//! Names of the program's own that look like the provider's.

use super::{assert_types, py, ts};

#[test]
fn typescript_names_that_shadow_an_import_are_not_the_providers() {
    let programs = [
        "function f(aws: any) { new aws.lambda.Function('f', {}); }",
        "function f({ aws }: any) { new aws.lambda.Function('f', {}); }",
        "function f([aws]: any) { new aws.lambda.Function('f', {}); }",
        "function f(...aws: any[]) { new aws.lambda.Function('f', {}); }",
        "function f(aws = other) { new aws.lambda.Function('f', {}); }",
        "const f = (aws: any) => new aws.lambda.Function('f', {});",
        "const f = aws => new aws.lambda.Function('f', {});",
        "const f = function aws() { new aws.lambda.Function('f', {}); };",
        "{ const aws = fake; new aws.lambda.Function('f', {}); }",
        "if (x) { let aws = fake; new aws.lambda.Function('f', {}); }",
        "{ new aws.lambda.Function('f', {}); const aws = fake; }",
        "function f() { if (x) { var aws = fake; } new aws.lambda.Function('f', {}); }",
        "for (const aws of clouds) { new aws.lambda.Function('f', {}); }",
        "for (let aws = fake; ; ) { new aws.lambda.Function('f', {}); }",
        "try { f(); } catch (aws) { new aws.lambda.Function('f', {}); }",
        "class C { m(aws: any) { new aws.lambda.Function('f', {}); } }",
        "{ class aws { static lambda: any; } new aws.lambda.Function('f', {}); }",
        "{ function aws() {} new aws.lambda.Function('f', {}); }",
        "{ enum aws { a } new aws.lambda.Function('f', {}); }",
        "namespace n { const aws = fake; new aws.lambda.Function('f', {}); }",
        "switch (x) { case 1: const aws = fake; new aws.lambda.Function('f', {}); }",
        "const C = class aws { m() { new aws.lambda.Function('f', {}); } };",
        "class C { constructor(private aws: any) { new aws.lambda.Function('f', {}); } }",
        "class C { static { const aws = fake; new aws.lambda.Function('f', {}); } }",
    ]
    .map(|text| ts(&format!("import * as aws from '@pulumi/aws';\n{text}\n")));
    assert_types(programs, &[]);
}

#[test]
fn typescript_names_of_another_scope_do_not_shadow() {
    let programs = [
        "function f(aws: any) {}\nnew aws.lambda.Function('f', {});",
        "{ const aws = fake; }\nnew aws.lambda.Function('f', {});",
        "const f = (aws: any) => 1;\nnew aws.lambda.Function('f', {});",
        "for (const aws of clouds) {}\nnew aws.lambda.Function('f', {});",
        "const o = { aws: 1 };\nnew aws.lambda.Function('f', {});",
        "class C { aws = 1; m() { new aws.lambda.Function('f', {}); } }",
        "interface I { m(aws: string): void }\nnew aws.lambda.Function('f', {});",
        "type T = (aws: string) => void;\nnew aws.lambda.Function('f', {});",
        "const C = class aws {};\nnew aws.lambda.Function('f', {});",
        "function f(x = new aws.lambda.Function('f', {})) { }",
        "namespace n { const aws = fake; }\nnew aws.lambda.Function('f', {});",
        "declare function g(aws: string): void;\nnew aws.lambda.Function('f', {});",
        "o.aws = 1;\nnew aws.lambda.Function('f', {});",
    ]
    .map(|text| ts(&format!("import * as aws from '@pulumi/aws';\n{text}\n")));
    assert_types(programs, &["aws:lambda/function:Function"]);
}

#[test]
fn typescript_names_of_the_programs_own_are_not_the_providers() {
    let programs = [
        "class Function {}\nnew Function('f', {});",
        "new Function('return 1');",
        "const aws = { lambda: { Function: class {} } };\nnew aws.lambda.Function('f', {});",
        "import { Function } from './lambda';\nnew Function('f', {});",
        "class Bucket extends aws.s3.Bucket {}\nimport * as aws from '@pulumi/aws';\nnew Bucket('b');",
        "import * as aws from '@pulumi/aws';\nnew aws.lambda.function('f', {});",
        "import * as aws from '@pulumi/aws';\nnew aws.lambda['Function' + x]('f', {});",
        "import * as aws from '@pulumi/aws';\nnew (pick(aws.lambda.Function))('f', {});",
        "import * as aws from '@pulumi/aws';\nnew aws.lambda.Function.Inner('f', {});",
    ].map(ts);
    assert_types(programs, &[]);
}

#[test]
fn python_names_that_shadow_an_import_are_not_the_providers() {
    let programs = [
        "def f(aws):\n    aws.lambda_.Function('f')",
        "def f(aws: Any):\n    aws.lambda_.Function('f')",
        "def f(aws=None):\n    aws.lambda_.Function('f')",
        "def f(aws: Any = None):\n    aws.lambda_.Function('f')",
        "def f(*aws):\n    aws.lambda_.Function('f')",
        "def f(**aws):\n    aws.lambda_.Function('f')",
        "def f(*, aws):\n    aws.lambda_.Function('f')",
        "def f(aws, /):\n    aws.lambda_.Function('f')",
        "def f(*aws: Any):\n    aws.lambda_.Function('f')",
        "async def f(aws):\n    aws.lambda_.Function('f')",
        "f = lambda aws: aws.lambda_.Function('f')",
        "def f():\n    aws.lambda_.Function('f')\n    aws = fake",
        "def f():\n    for aws in clouds:\n        pass\n    aws.lambda_.Function('f')",
        "def f():\n    with cloud() as aws:\n        aws.lambda_.Function('f')",
        "def f():\n    try:\n        g()\n    except E as aws:\n        aws.lambda_.Function('f')",
        "def f():\n    import fake as aws\n    aws.lambda_.Function('f')",
        "def f():\n    (aws, b) = pair\n    aws.lambda_.Function('f')",
        "def f():\n    if (aws := fake()):\n        aws.lambda_.Function('f')",
        "def f():\n    def aws(): pass\n    aws.lambda_.Function('f')",
        "def f():\n    class aws: pass\n    aws.lambda_.Function('f')",
        "fs = [aws.lambda_.Function('f') for aws in clouds]",
        "fs = {aws: aws.lambda_.Function('f') for aws in clouds}",
        "fs = [aws.lambda_.Function('f') for x in y for aws in x]",
        "fs = list(aws.lambda_.Function('f') for aws in clouds)",
        "def f(x):\n    match x:\n        case aws:\n            aws.lambda_.Function('f')",
        "def f(x):\n    match x:\n        case {'aws': aws}:\n            aws.lambda_.Function('f')",
        "def f():\n    aws: Any = fake\n    aws.lambda_.Function('f')",
        "class C:\n    aws = fake\n    f = aws.lambda_.Function('f')",
    ].map(|text| py(&format!("import pulumi_aws as aws\n{text}\n")));
    assert_types(programs, &[]);
}

#[test]
fn python_names_of_another_scope_do_not_shadow() {
    let programs = [
        "def f(aws): pass\naws.lambda_.Function('f')",
        "f = lambda aws: aws\naws.lambda_.Function('f')",
        "fs = [aws for aws in clouds]\naws.lambda_.Function('f')",
        "class C:\n    aws = fake\n    def m(self):\n        aws.lambda_.Function('f')",
        "class C:\n    aws = fake\n    def m(self):\n        return [aws.lambda_.Function('f') for x in y]",
        "x.aws = fake\naws.lambda_.Function('f')",
        "f(aws=fake)\naws.lambda_.Function('f')",
        "def f(x=aws.lambda_.Function('f'), aws=None): pass",
        "fs = [aws for aws in aws.lambda_.Function('f')]",
    ].map(|text| py(&format!("import pulumi_aws as aws\n{text}\n")));
    assert_types(programs, &["aws:lambda/function:Function"]);
}

#[test]
fn python_names_of_the_programs_own_are_not_the_providers() {
    let programs = [
        "class Function: pass\nFunction('f')",
        "from lambdas import Function\nFunction('f')",
        "aws = Fake()\naws.lambda_.Function('f')",
        "from pulumi_aws import *\nclass lambda_: pass\nlambda_.Function('f')",
        "import pulumi_aws as aws\naws.lambda_.get_function('f')",
        "import pulumi_aws as aws\naws.lambda_.FunctionVpcConfigArgs(subnet_ids=[])",
        "import pulumi_aws as aws\nclass Bucket(aws.s3.Bucket): pass\nBucket('b')",
        "import pulumi_aws as aws\naws.lambda_.Function.get('f', 'id')",
    ]
    .map(py);
    assert_types(programs, &[]);
}
