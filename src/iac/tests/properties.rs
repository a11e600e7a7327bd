//! Whether a property is there: present, absent, or not known.

use crate::syntax::Language;

use super::{Document, Program, assert_each, first, presence, py, ts};

/// Asserts what is known of properties. Programs stand between blank lines; below each are the paths with what is
/// expected of them.
#[track_caller]
fn assert_presence(parse: fn(&str) -> Document, programs: &str) {
    let cases = programs.trim().split("\n\n").flat_map(|case| {
        let (text, expectations) = case.split_once("\n=> ").unwrap();
        let document = parse(text);
        let import = match document.grammar().language() {
            Language::TypeScript => TYPESCRIPT_IMPORTS,
            Language::Python => PYTHON_IMPORTS,
        };
        let document = parse(&format!("{import}{text}\n"));
        let program = Program::new(&document);
        let resource = first(&program);
        let expectations = expectations.split("\n=> ").map(|expectation| {
            let (path, expected) = expectation.trim().split_once(": ").unwrap();
            let title = format!("{text}\n   {path}");
            (title, presence(&resource, path), expected.to_owned())
        });
        expectations.collect::<Vec<_>>()
    });
    assert_each(cases);
}

const TYPESCRIPT_IMPORTS: &str =
    "import * as aws from '@pulumi/aws';\nimport * as pulumi from '@pulumi/pulumi';\n";
const PYTHON_IMPORTS: &str = "import pulumi\nimport pulumi_aws as aws\n";

#[test]
fn typescript_properties_written_in_place() {
    assert_presence(
        ts,
        r#"
new aws.lambda.Function('f', { handler: 'a' });
=> handler: 'a'
=> runtime: Absent

new aws.lambda.Function('f', {});
=> handler: Absent

new aws.lambda.Function('f');
=> handler: Absent

new aws.lambda.Function('f', undefined);
=> handler: Absent

new aws.lambda.Function('f', { 'handler': 'a' });
=> handler: 'a'

new aws.lambda.Function('f', { ['handler']: 'a' });
=> handler: 'a'

new aws.lambda.Function('f', { [`handler`]: 'a' });
=> handler: 'a'

const key = 'handler';
new aws.lambda.Function('f', { [key]: 'a' });
=> handler: 'a'

new aws.lambda.Function('f', { [key]: 'a' });
=> handler: Unknown

new aws.lambda.Function('f', { [key]: 'a', handler: 'b' });
=> handler: 'b'

new aws.lambda.Function('f', { handler: 'b', [key]: 'a' });
=> handler: Unknown

new aws.lambda.Function('f', { handler });
=> handler: handler

new aws.lambda.Function('f', { handler() {} });
=> handler: a method

new aws.lambda.Function('f', { get handler() { return 'a'; } });
=> handler: a method

new aws.lambda.Function('f', { handler: 'a', handler: 'b' });
=> handler: 'b'

new aws.lambda.Function('f', { handler: 'a' } as any);
=> handler: 'a'

new aws.lambda.Function('f', ({ handler: 'a' }));
=> handler: 'a'

new aws.lambda.Function('f', { handler: 'a' }, { protect: true });
=> handler: 'a'

new aws.lambda.Function(...args);
=> handler: Unknown

new aws.lambda.Function('f', ...args);
=> handler: Unknown

new aws.lambda.Function('f', args);
=> handler: Unknown

new aws.lambda.Function('f', makeArgs());
=> handler: Unknown

new aws.lambda.Function;
=> handler: Absent
"#,
    );
}

#[test]
fn typescript_nested_properties() {
    assert_presence(
        ts,
        r#"
new aws.lambda.Function('f', { environment: { variables: { A: '1' } } });
=> environment.variables: { A: '1' }
=> environment.variables.A: '1'

new aws.lambda.Function('f', { environment: {} });
=> environment.variables: Absent

new aws.lambda.Function('f', {});
=> environment.variables: Absent

new aws.lambda.Function('f', { environment: undefined });
=> environment.variables: Absent

new aws.lambda.Function('f', { environment: env });
=> environment.variables: Unknown

new aws.lambda.Function('f', { environment: 'text' });
=> environment.variables: Unknown

new aws.lambda.Function('f', { environment() {} });
=> environment.variables: Unknown

const variables = { A: '1' };
new aws.lambda.Function('f', { environment: { variables } });
=> environment.variables.A: '1'

new aws.lambda.Function('f', { environment: cond ? { variables: {} } : undefined });
=> environment.variables: {}

new aws.lambda.Function('f', { environment: pulumi.output({ variables: {} }) });
=> environment.variables: {}

new aws.lambda.Function('f', { environment: x.apply(v => ({ variables: v })) });
=> environment.variables: v
"#,
    );
}

#[test]
fn typescript_properties_behind_names_and_spreads() {
    assert_presence(
        ts,
        r#"
const a = { handler: 'a' };
new aws.lambda.Function('f', a);
=> handler: 'a'
=> runtime: Absent

const a: aws.lambda.FunctionArgs = { handler: 'a' };
const b = a;
new aws.lambda.Function('f', b);
=> handler: 'a'

const a = { handler: 'a' };
new aws.lambda.Function('f', { ...a });
=> handler: 'a'
=> runtime: Absent

const a = { handler: 'a' };
const b = { ...a };
new aws.lambda.Function('f', { ...b });
=> handler: 'a'

const a = { handler: 'a' };
new aws.lambda.Function('f', { ...a, handler: 'b' });
=> handler: 'b'

const a = { handler: 'a' };
new aws.lambda.Function('f', { handler: 'b', ...a });
=> handler: 'a'

const a = { runtime: 'a' };
new aws.lambda.Function('f', { handler: 'b', ...a });
=> handler: 'b'

const a = { handler: 'a' }, b = { handler: 'b' };
new aws.lambda.Function('f', { ...a, ...b });
=> handler: 'b'

new aws.lambda.Function('f', { ...unknown });
=> handler: Unknown

new aws.lambda.Function('f', { ...unknown() });
=> handler: Unknown

new aws.lambda.Function('f', { ...unknown, handler: 'b' });
=> handler: 'b'

new aws.lambda.Function('f', { handler: 'b', ...unknown });
=> handler: Unknown

const a = { ...unknown };
new aws.lambda.Function('f', { ...a });
=> handler: Unknown

let a = { handler: 'a' };
a = {};
new aws.lambda.Function('f', a);
=> handler: Unknown

new aws.lambda.Function('f', { ...(cond && { handler: 'a' }) });
=> handler: 'a'

new aws.lambda.Function('f', { ...(cond ? { handler: 'a' } : {}) });
=> handler: 'a'
=> runtime: Absent

new aws.lambda.Function('f', { ...(cond ? { handler: 'a' } : other) });
=> runtime: Unknown

new aws.lambda.Function('f', { ...{ handler: 'a' } });
=> handler: 'a'

new aws.lambda.Function('f', Object.assign({}, { handler: 'a' }));
=> handler: 'a'

const a = { ...a };
new aws.lambda.Function('f', a);
=> handler: Unknown

function make(args: any) { new aws.lambda.Function('f', args); }
=> handler: Unknown

import { args } from './args';
new aws.lambda.Function('f', args);
=> handler: Unknown
"#,
    );
}

#[test]
fn what_is_changed_later_is_not_certain() {
    assert_presence(
        ts,
        r#"
const a: any = { handler: 'a' };
a.runtime = 'r';
new aws.lambda.Function('f', a);
=> runtime: Unknown

const a: any = { handler: 'a' };
a['runtime'] = 'r';
new aws.lambda.Function('f', a);
=> runtime: Unknown

const a: any = {};
a[key] = 'r';
new aws.lambda.Function('f', a);
=> runtime: Unknown

const a: any = {};
Object.assign(a, { runtime: 'r' });
new aws.lambda.Function('f', a);
=> runtime: Unknown

const a: any = {};
Object.assign(a, other);
new aws.lambda.Function('f', a);
=> runtime: Unknown
"#,
    );
    assert_presence(
        py,
        r#"
a = {}
a['runtime'] = 'r'
aws.lambda_.Function('f', **a)
=> runtime: Unknown

a = {}
a[key] = 'r'
aws.lambda_.Function('f', **a)
=> runtime: Unknown

a = {}
a.update({'runtime': 'r'})
aws.lambda_.Function('f', **a)
=> runtime: Unknown

a = {}
a.update(runtime='r')
aws.lambda_.Function('f', **a)
=> runtime: Unknown

a = {}
a.update(other)
aws.lambda_.Function('f', **a)
=> runtime: Unknown

a = {}
a.setdefault('runtime', 'r')
aws.lambda_.Function('f', **a)
=> runtime: Unknown

a = {}
a |= {'runtime': 'r'}
aws.lambda_.Function('f', **a)
=> runtime: Unknown
"#,
    );
}

#[test]
fn python_properties() {
    assert_presence(
        py,
        r#"
aws.lambda_.Function('f', handler='a')
=> handler: 'a'
=> runtime: Absent

aws.lambda_.Function('f')
=> handler: Absent

aws.lambda_.Function(resource_name='f', kms_key_arn='a')
=> kmsKeyArn: 'a'

aws.lambda_.Function('f', aws.lambda_.FunctionArgs(kms_key_arn='a'))
=> kmsKeyArn: 'a'

aws.lambda_.Function('f', args=aws.lambda_.FunctionArgs(kms_key_arn='a'))
=> kmsKeyArn: 'a'

args = aws.lambda_.FunctionArgs(kms_key_arn='a')
aws.lambda_.Function('f', args)
=> kmsKeyArn: 'a'
=> handler: Absent

aws.lambda_.Function('f', {'kms_key_arn': 'a'})
=> kmsKeyArn: 'a'

aws.lambda_.Function('f', {'kmsKeyArn': 'a'})
=> kmsKeyArn: 'a'

aws.lambda_.Function('f', dict(kms_key_arn='a'))
=> kmsKeyArn: 'a'

aws.lambda_.Function('f', pulumi.ResourceOptions(protect=True))
=> handler: Absent

aws.lambda_.Function('f', handler='a', opts=pulumi.ResourceOptions())
=> handler: 'a'

aws.lambda_.Function('f', **kwargs)
=> handler: Unknown

aws.lambda_.Function('f', **kwargs, handler='a')
=> handler: 'a'

aws.lambda_.Function('f', handler='a', **kwargs)
=> handler: 'a'

aws.lambda_.Function(*args)
=> handler: Unknown

a = {'handler': 'a'}
aws.lambda_.Function('f', **a)
=> handler: 'a'
=> runtime: Absent

a = {'handler': 'a'}
aws.lambda_.Function('f', **{**a, 'handler': 'b'})
=> handler: 'b'

a = {'handler': 'a'}
aws.lambda_.Function('f', **(a | {'handler': 'b'}))
=> handler: 'b'

a = {'handler': 'a'}
aws.lambda_.Function('f', **dict(a, handler='b'))
=> handler: 'b'

a = {'handler': 'a'}
aws.lambda_.Function('f', **dict(a))
=> handler: 'a'

aws.lambda_.Function('f', **(a | {'handler': 'b'}))
=> runtime: Unknown

aws.lambda_.Function('f', environment={'variables': {'A': '1'}})
=> environment.variables.A: '1'

aws.lambda_.Function('f', environment=aws.lambda_.FunctionEnvironmentArgs(variables={'A': '1'}))
=> environment.variables.A: '1'

aws.lambda_.Function('f', environment=None)
=> environment.variables: Absent

aws.lambda_.Function('f', environment=env)
=> environment.variables: Unknown

aws.lambda_.Function('f', environment={key: 1})
=> environment.variables: Unknown

key = 'variables'
aws.lambda_.Function('f', environment={key: 1})
=> environment.variables: 1

env = {'variables': 1}
def make():
    return aws.lambda_.Function('f', environment=env)
=> environment.variables: 1

def make(env):
    return aws.lambda_.Function('f', environment=env)
=> environment.variables: Unknown
"#,
    );
}

#[test]
fn names_and_options_are_found_by_position_and_keyword() {
    let cases = [
        ("aws.lambda_.Function('f')", "'f'", "none"),
        ("aws.lambda_.Function(resource_name='f')", "'f'", "none"),
        ("aws.lambda_.Function('f', opts=o)", "'f'", "o"),
        ("aws.lambda_.Function('f', args, o)", "'f'", "o"),
        ("aws.lambda_.Function('f', args, opts=o)", "'f'", "o"),
        (
            "aws.lambda_.Function('f', pulumi.ResourceOptions())",
            "'f'",
            "pulumi.ResourceOptions()",
        ),
        ("aws.lambda_.Function(*args)", "none", "none"),
    ];
    let text_of = |expr: Option<crate::iac::Expr<'_>>| {
        expr.map_or_else(|| "none".to_owned(), |expr| expr.text().to_owned())
    };
    assert_each(cases.map(|(text, name, options)| {
        let document = py(&format!(
            "import pulumi\nimport pulumi_aws as aws\n{text}\n"
        ));
        let program = Program::new(&document);
        let resource = first(&program);
        let given = (text_of(resource.name()), text_of(resource.options()));
        (
            text.to_owned(),
            given,
            (name.to_owned(), options.to_owned()),
        )
    }));
    let cases = [
        ("new aws.lambda.Function('f')", "'f'", "none"),
        (
            "new aws.lambda.Function(`f`, {}, { parent: this })",
            "`f`",
            "{ parent: this }",
        ),
        ("new aws.lambda.Function('f', args, opts)", "'f'", "opts"),
        ("new aws.lambda.Function(...args)", "none", "none"),
    ];
    assert_each(cases.map(|(text, name, options)| {
        let document = ts(&format!("import * as aws from '@pulumi/aws';\n{text};\n"));
        let program = Program::new(&document);
        let resource = first(&program);
        let given = (text_of(resource.name()), text_of(resource.options()));
        (
            text.to_owned(),
            given,
            (name.to_owned(), options.to_owned()),
        )
    }));
}
