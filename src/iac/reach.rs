//! Which resource an expression stands for, and how a resource can be named from somewhere else in the file.

use tree_sitter::Node;

use super::code::Code;
use super::dialect::{Role, Shape, Structure};
use super::expr::{Call, Expr, Value};
use super::placement::Bound;
use super::resource::Resource;
use crate::source::Span;

/// Values that go through more hands than this are not followed.
const MAX_HANDS: usize = 64;

impl<'p> Expr<'p> {
    /// The resource that it stands for: a construction, a name that is bound to one and never to anything else, or a member
    /// of the object itself (`this.fn`, `self.fn`) that its class sets exactly once. `None` for what comes from elsewhere.
    pub fn constructed(self) -> Option<Resource<'p>> {
        self.resolved().resource()
    }

    /// The call that it is handed to: as an argument, within a record or a list that is one, or as what a method is called
    /// on. What only collects arguments is looked through. `None` where it goes anywhere else, a resource included.
    pub fn handed_to(self) -> Option<Call<'p>> {
        let mut expr = self;
        for _ in 0..MAX_HANDS {
            let outer = match expr.role() {
                Role::Wrapped(outer) | Role::Alternative(outer) | Role::Element(outer) => outer,
                Role::EntryValue { record, .. } | Role::Spread { record, .. } => record,
                Role::Argument { call, position } => {
                    let handed = expr.sibling(call);
                    let collects = handed.builds_record() || handed.passes_argument(position);
                    match (collects, handed.resource(), handed.value()) {
                        (true, ..) => call,
                        (false, None, Value::Call(call)) => return Some(call),
                        _ => return None,
                    }
                }
                Role::MemberOf(member) => match expr.sibling(member).role() {
                    Role::Callee(call) => match expr.sibling(call).value() {
                        Value::Call(call) => return Some(call),
                        _ => return None,
                    },
                    _ => return None,
                },
                _ => return None,
            };
            expr = expr.sibling(outer);
            // The keyword arguments of a call are a record of entries, too.
            let by_keyword = matches!(expr.shape(), Shape::Call) && !expr.builds_record();
            if let (true, Value::Call(call)) = (by_keyword, expr.value())
                && expr.resource().is_none()
            {
                let collects = expr.passed_arguments().is_some();
                if !collects {
                    return Some(call);
                }
            }
            if expr.resource().is_some() {
                return None;
            }
        }
        None
    }

    /// Whether it comes after the statement that holds `other`, inside the block that holds that statement: what is
    /// declared before the one can be used in the other. Never where no statement holds `other`.
    pub fn follows(self, other: Expr<'p>) -> bool {
        self.sees(other) && self.enclosing_function() == other.enclosing_function()
    }

    /// As [`Expr::follows`], be it in a function that is written there.
    pub fn sees(self, other: Expr<'p>) -> bool {
        let Some(statement) = other.statement() else {
            return false;
        };
        let block = self.program.ancestors(statement).first().copied();
        block.is_some_and(|block| self.program.ancestors(self.node).contains(&block))
            && statement.start_byte() <= self.node.start_byte()
    }
}

impl<'p> Expr<'p> {
    /// Whether no branch or loop stands around it that does not stand around `place`, too: in Python what is given in a
    /// branch is seen behind it, where it may have been given nothing.
    fn is_certain_at(self, place: Expr<'p>) -> bool {
        let structure = |node| self.program.dialect.structure(node);
        let mut around = self.program.ancestors(self.node).into_iter();
        let common = |node: &Node<'p>| Span::from(node.byte_range()).contains(place.span());
        around
            .by_ref()
            .find(|node| {
                common(node) || matches!(structure(*node), Structure::Branch | Structure::Loop)
            })
            .is_none_or(|node| common(&node) && structure(node) != Structure::Branch)
    }
}

impl<'p> Resource<'p> {
    /// What the resource is called at `place`: its name, where that is seen from there and given before, or the member of
    /// the object itself that holds it. `None` where nothing there names it.
    pub fn name_at(&self, place: Expr<'p>) -> Option<Code> {
        let own = self.expr();
        let same_function = own.enclosing_function() == place.enclosing_function();
        if same_function && place.span().start < own.span().end || !own.is_certain_at(place) {
            return None;
        }
        match self.placement().bound {
            Bound::Name(binding) => {
                binding.constant()?;
                // A function that is written above may be called above, too.
                if place.span().start < own.span().end {
                    return None;
                }
                let seen = own
                    .program
                    .visible_from(place)
                    .into_iter()
                    .find(|seen| seen.name() == binding.name())?;
                (seen == binding).then(|| Code::name(binding.name()))
            }
            Bound::Member(member) => {
                (place.class() == own.class()).then(|| Code::Verbatim(member.text().to_owned()))
            }
            Bound::Field(name) => (place.class() == own.class() && !same_function)
                .then(|| Code::name("this").member(name)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::iac::{Code, Program};
    use crate::source::Source;
    use crate::syntax::{Document, Grammar};

    const FUNCTION: &str = "aws:lambda/function:Function";
    const ALIAS: &str = "aws:lambda/alias:Alias";

    /// Whether the function that the alias names is found, and what it is called where the alias stands.
    fn reached(path: &str, text: &str) -> (bool, Option<String>) {
        let source = Source::new(path, text);
        let grammar = Grammar::of(path.as_ref()).expect("a known extension");
        let document = Document::parse(source, grammar).expect("it can be parsed");
        let program = Program::new(&document);
        let function = &program.resources(&[FUNCTION])[0];
        let alias = &program.resources(&[ALIAS])[0];
        let name = alias.property("functionName").present();
        let (object, _) = name
            .and_then(|name| name.value())
            .and_then(|name| name.member())
            .expect("a member of the function");
        let found = object.constructed().as_ref() == Some(function);
        let called = function.name_at(alias.expr()).map(|code| match code {
            Code::Name(name) | Code::Verbatim(name) => name,
            Code::Member(object, name) => format!("{object:?}.{name}"),
            other => format!("{other:?}"),
        });
        (found, called)
    }

    fn typescript(text: &str) -> (bool, Option<String>) {
        let import = "import * as aws from '@pulumi/aws';\n";
        reached("index.ts", &format!("{import}{text}"))
    }

    #[test]
    fn a_name_is_reached_where_it_is_seen() {
        let alias = "new aws.lambda.Alias('a', { functionName: fn.name });";
        let function = "const fn = new aws.lambda.Function('f', {});";
        let called = Some("fn".to_owned());
        assert_eq!(
            typescript(&format!("{function}\n{alias}")),
            (true, called.clone())
        );
        assert_eq!(
            typescript(&format!("{function}\nif (x) {{ {alias} }}")),
            (true, called)
        );
        // Another `fn` stands before it.
        assert_eq!(
            typescript(&format!("{function}\nfunction f(fn) {{ {alias} }}")),
            (false, None)
        );
        // It is not given yet.
        assert_eq!(typescript(&format!("{alias}\n{function}")), (true, None));
        // It may be another one.
        let other = "let fn = new aws.lambda.Function('f', {}); fn = other;";
        assert_eq!(typescript(&format!("{other}\n{alias}")), (false, None));
    }

    #[test]
    fn a_member_is_reached_within_its_class_where_it_is_set_once() {
        let class = |rest: &str| {
            format!(
                "class A {{ constructor() {{ this.fn = new aws.lambda.Function('f', {{}}); {rest} }} \
                 b() {{ new aws.lambda.Alias('a', {{ functionName: this.fn.name }}); }} }}"
            )
        };
        let called = Some("this.fn".to_owned());
        assert_eq!(typescript(&class("")), (true, called.clone()));
        assert_eq!(typescript(&class("this.fn = other;")), (false, called));
        let elsewhere = "class A { constructor() { this.fn = new aws.lambda.Function('f', {}); } }\n\
             class B { b() { new aws.lambda.Alias('a', { functionName: this.fn.name }); } }";
        assert_eq!(typescript(elsewhere), (false, None));
    }

    #[test]
    fn python_members_are_reached_too() {
        let text = "import pulumi_aws as aws\n\n\nclass A:\n    def __init__(self):\n        \
            self.fn = aws.lambda_.Function(\"f\")\n\n    def b(self):\n        \
            aws.lambda_.Alias(\"a\", function_name=self.fn.name)\n";
        assert_eq!(reached("a.py", text), (true, Some("self.fn".to_owned())));
    }

    #[test]
    fn what_is_given_in_a_branch_is_certain_in_that_branch_alone() {
        let alias = "aws.lambda_.Alias(\"a\", function_name=fn.name)";
        let program = |behind: &str| {
            format!(
                "import pulumi_aws as aws\n\nif prod:\n    fn = aws.lambda_.Function(\"f\")\n{behind}\n"
            )
        };
        let called = |behind: &str| reached("a.py", &program(behind)).1;
        assert_eq!(called(&format!("    {alias}")), Some("fn".to_owned()));
        assert_eq!(called(&format!("else:\n    {alias}")), None);
        assert_eq!(called(alias), None);
        assert_eq!(called(&format!("def later():\n    {alias}")), None);
    }

    /// What each use of the top-level name `a` is handed to.
    fn handed(path: &str, text: &str) -> Vec<Option<String>> {
        let grammar = Grammar::of(path.as_ref()).expect("a known extension");
        let document = Document::parse(Source::new(path, text), grammar).expect("it can be parsed");
        let program = Program::new(&document);
        let uses = program.top_level("a").expect("a name").uses();
        uses.map(|usage| Some(usage.handed_to()?.callee.text().to_owned()))
            .collect()
    }

    #[test]
    fn what_a_value_is_handed_to_is_the_call_around_it() {
        let handed_to = |callee: &str| vec![Some(callee.to_owned())];
        let ts = |text: &str| {
            let import =
                "import * as aws from '@pulumi/aws';\nimport * as pulumi from '@pulumi/pulumi';";
            handed("index.ts", &format!("{import}\nconst a = {{}};\n{text}"))
        };
        assert_eq!(ts("f(a);"), handed_to("f"));
        assert_eq!(
            ts("new Mine('m', { roles: [a as any] });"),
            handed_to("Mine")
        );
        assert_eq!(ts("f({ ...(x ? a : b) });"), handed_to("f"));
        assert_eq!(ts("f(pulumi.output(a));"), handed_to("f"));
        assert_eq!(ts("a.apply(g);"), handed_to("a.apply"));
        assert_eq!(ts("new aws.s3.Bucket('b', { tags: a });"), [None]);
        assert_eq!(ts("new aws.s3.Bucket('b', {}, { parent: a });"), [None]);
        assert_eq!(ts("const b = a; export { b };"), [None]);
        let py = |text: &str| {
            let import = "import pulumi\nimport pulumi_aws as aws";
            handed("__main__.py", &format!("{import}\na = {{}}\n{text}\n"))
        };
        assert_eq!(py("f(x=[a])"), handed_to("f"));
        assert_eq!(py("f(dict(x=a))"), handed_to("f"));
        assert_eq!(py("f(**a)"), handed_to("f"));
        assert_eq!(py("aws.s3.Bucket('b', tags=a)"), [None]);
        let options = "aws.s3.Bucket('b', opts=pulumi.ResourceOptions(parent=a))";
        assert_eq!(py(options), [None]);
    }

    #[test]
    fn what_follows_stands_in_the_block_or_below_it() {
        let follows = |text: &str| {
            let text = format!("import * as aws from '@pulumi/aws';\n{text}");
            let document = Document::parse(Source::new("a.ts", text), Grammar::TypeScript)
                .expect("it can be parsed");
            let program = Program::new(&document);
            let function = program.resources(&[FUNCTION])[0].expr();
            program.resources(&[ALIAS])[0].expr().follows(function)
        };
        let function = "new aws.lambda.Function('f', {});";
        let alias = "new aws.lambda.Alias('a', {});";
        assert!(follows(&format!("{function}\n{alias}")));
        assert!(follows(&format!("{function}\nif (x) {{ {alias} }}")));
        assert!(!follows(&format!("if (x) {{ {function} }}\n{alias}")));
        assert!(!follows(&format!("{alias}\n{function}")));
        assert!(!follows(&format!("{function}\nfunction f() {{ {alias} }}")));
    }
}
