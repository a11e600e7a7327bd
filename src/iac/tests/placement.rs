//! What a construction is bound to, and how often it runs.

use super::{Document, Program, assert_each, py, resources, ts};
use crate::iac::{Bound, Repeated};

/// What the first resource is bound to and how often it is constructed.
fn placed(document: &Document) -> (String, Repeated) {
    let program = Program::new(document);
    let placement = resources(&program)[0].placement();
    let bound = match placement.bound {
        Bound::Name(binding) => format!("name {}", binding.name()),
        Bound::Member(member) => format!("member {}", member.text()),
        Bound::Field(name) => format!("field {name}"),
        Bound::Entry => "entry".to_owned(),
        Bound::Element => "element".to_owned(),
        Bound::Argument => "argument".to_owned(),
        Bound::Returned => "returned".to_owned(),
        Bound::Body => "body".to_owned(),
        Bound::Bare => "bare".to_owned(),
        Bound::Other => "other".to_owned(),
    };
    (bound, placement.repeated)
}

#[test]
fn typescript_constructions_are_placed() {
    use Repeated::{Once, PerCall, PerIteration};
    let cases = [
        ("NEW;", "bare", Once),
        ("const f = NEW;", "name f", Once),
        ("let f = NEW;", "name f", Once),
        ("var f = NEW;", "name f", Once),
        ("export const f = NEW;", "name f", Once),
        ("export default NEW;", "other", Once),
        ("const f: aws.lambda.Function = NEW;", "name f", Once),
        ("const f = (NEW as any)!;", "name f", Once),
        ("const f = await NEW;", "name f", Once),
        ("let f;\nf = NEW;", "name f", Once),
        ("module.exports = NEW;", "member module.exports", Once),
        ("o.f = NEW;", "member o.f", Once),
        ("o['f'] = NEW;", "member o['f']", Once),
        (
            "class C { constructor() { this.f = NEW; } }",
            "member this.f",
            PerCall,
        ),
        ("class C { f = NEW; }", "field f", PerCall),
        ("class C { private readonly f = NEW; }", "field f", PerCall),
        ("class C { static f = NEW; }", "field f", Once),
        ("class C { #f = NEW; }", "field #f", PerCall),
        ("const o = { f: NEW };", "entry", Once),
        ("const l = [NEW];", "element", Once),
        ("register(NEW);", "argument", Once),
        ("const f = () => NEW;", "body", PerCall),
        ("const f = () => (NEW);", "body", PerCall),
        ("function make() { return NEW; }", "returned", PerCall),
        ("const f = () => { return NEW; };", "returned", PerCall),
        ("class C { make() { return NEW; } }", "returned", PerCall),
        ("function* make() { yield NEW; }", "other", PerCall),
        ("const fs = names.map(name => NEW);", "body", PerIteration),
        (
            "const fs = names.map(name => { return NEW; });",
            "returned",
            PerIteration,
        ),
        (
            "names.forEach(function (name) { NEW; });",
            "bare",
            PerIteration,
        ),
        ("for (const name of names) { NEW; }", "bare", PerIteration),
        ("for (let i = 0; i < 3; i++) NEW;", "bare", PerIteration),
        ("while (x) { const f = NEW; }", "name f", PerIteration),
        ("do { NEW; } while (x);", "bare", PerIteration),
        (
            "function make() { for (const x of y) { fs.push(NEW); } }",
            "argument",
            PerIteration,
        ),
        ("if (x) { const f = NEW; }", "name f", Once),
        ("const f = x ? NEW : undefined;", "other", Once),
        ("const f = cached ?? NEW;", "other", Once),
        ("const arn = NEW.arn;", "other", Once),
        ("function make(f = NEW) {}", "other", PerCall),
        ("async function main() { await NEW; }", "bare", PerCall),
    ];
    assert_each(cases.map(|(text, bound, repeated)| {
        let text = text.replace("NEW", "new aws.lambda.Function('f', {})");
        let document = ts(&format!("import * as aws from '@pulumi/aws';\n{text}\n"));
        (text, placed(&document), (bound.to_owned(), repeated))
    }));
}

#[test]
fn python_constructions_are_placed() {
    use Repeated::{Once, PerCall, PerIteration};
    let cases = [
        ("NEW", "bare", Once),
        ("f = NEW", "name f", Once),
        ("f: aws.lambda_.Function = NEW", "name f", Once),
        ("f = (NEW)", "name f", Once),
        ("f = g = NEW", "name g", Once),
        ("f, g = NEW, 1", "other", Once),
        ("print(f := NEW)", "name f", Once),
        ("o.f = NEW", "member o.f", Once),
        ("o['f'] = NEW", "member o['f']", Once),
        (
            "class C:\n    def __init__(self):\n        self.f = NEW",
            "member self.f",
            PerCall,
        ),
        ("class C:\n    f = NEW", "name f", Once),
        ("o = {'f': NEW}", "entry", Once),
        ("o = dict(f=NEW)", "entry", Once),
        ("l = [NEW]", "element", Once),
        ("l = (NEW, 1)", "element", Once),
        ("register(NEW)", "argument", Once),
        ("register(f=NEW)", "entry", Once),
        ("f = lambda: NEW", "body", PerCall),
        ("def make():\n    return NEW", "returned", PerCall),
        ("def make():\n    yield NEW", "other", PerCall),
        ("fs = [NEW for name in names]", "other", PerIteration),
        ("fs = {name: NEW for name in names}", "other", PerIteration),
        (
            "fs = list(map(lambda name: NEW, names))",
            "body",
            PerIteration,
        ),
        ("for name in names:\n    NEW", "bare", PerIteration),
        ("while x:\n    f = NEW", "name f", PerIteration),
        (
            "def make():\n    for x in y:\n        fs.append(NEW)",
            "argument",
            PerIteration,
        ),
        ("if x:\n    f = NEW", "name f", Once),
        ("with x:\n    f = NEW", "name f", Once),
        ("try:\n    f = NEW\nfinally:\n    pass", "name f", Once),
        ("f = NEW if x else None", "other", Once),
        ("arn = NEW.arn", "other", Once),
        (
            "async def make():\n    return await NEW",
            "returned",
            PerCall,
        ),
        (
            "@decorate\ndef make():\n    return NEW",
            "returned",
            PerCall,
        ),
    ];
    assert_each(cases.map(|(text, bound, repeated)| {
        let text = text.replace("NEW", "aws.lambda_.Function('f')");
        let document = py(&format!("import pulumi_aws as aws\n{text}\n"));
        (text, placed(&document), (bound.to_owned(), repeated))
    }));
}

#[test]
fn the_statement_around_a_construction_is_found() {
    let cases = [
        ("const f = NEW;", "const f = NEW;"),
        ("export const f = NEW;", "export const f = NEW;"),
        ("if (x) { NEW; }", "NEW;"),
        ("if (x) NEW;", "if (x) NEW;"),
        (
            "const fs = names.map(name => NEW);",
            "const fs = names.map(name => NEW);",
        ),
        (
            "const fs = names.map(name => { return NEW; });",
            "return NEW;",
        ),
        ("switch (x) { case 1: NEW; break; }", "NEW;"),
        ("class C { m() { this.f = NEW; } }", "this.f = NEW;"),
        ("class C { f = NEW; }", "none"),
    ];
    assert_each(cases.map(|(text, expected)| {
        let new = "new aws.lambda.Function('f', {})";
        let document = ts(&format!(
            "import * as aws from '@pulumi/aws';\n{}\n",
            text.replace("NEW", new)
        ));
        let program = Program::new(&document);
        let statement = resources(&program)[0].placement().statement;
        let found = statement.map_or("none", |span| program.source().slice(span));
        (
            text.to_owned(),
            found.replace(new, "NEW"),
            expected.to_owned(),
        )
    }));
}
