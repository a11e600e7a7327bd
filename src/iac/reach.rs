//! Which resource an expression stands for, and how a resource can be named from somewhere else in the file.

use super::code::Code;
use super::expr::Expr;
use super::placement::Bound;
use super::resource::Resource;

impl<'p> Expr<'p> {
    /// The resource that it stands for: a construction, a name that is bound to one and never to anything else, or a member
    /// of the object itself (`this.fn`, `self.fn`) that its class sets exactly once. `None` for what comes from elsewhere.
    pub fn constructed(self) -> Option<Resource<'p>> {
        self.resolved().resource()
    }

    /// Whether it comes after the statement that holds `other`, inside the block that holds that statement: what is
    /// declared before the one can be used in the other. Never where no statement holds `other`.
    pub fn follows(self, other: Expr<'p>) -> bool {
        let Some(statement) = other.statement() else {
            return false;
        };
        let block = self.program.ancestors(statement).first().copied();
        block.is_some_and(|block| self.program.ancestors(self.node).contains(&block))
            && statement.start_byte() <= self.node.start_byte()
            && self.enclosing_function() == other.enclosing_function()
    }
}

impl<'p> Resource<'p> {
    /// What the resource is called at `place`: its name, where that is seen from there and given before, or the member of
    /// the object itself that holds it. `None` where nothing there names it.
    pub fn name_at(&self, place: Expr<'p>) -> Option<Code> {
        let own = self.expr();
        let same_function = own.enclosing_function() == place.enclosing_function();
        if same_function && place.span().start < own.span().end {
            return None;
        }
        match self.placement().bound {
            Bound::Name(binding) => {
                binding.constant()?;
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
