//! What constructors take, and what types hold.

use super::*;
use crate::iac::{ClassName, Fields, Need, Parameter};

/// The parameters of the class that the last call constructs, each in short.
fn parameters(document: &Document) -> Vec<String> {
    let program = Program::new(document);
    let class = program
        .calls_that_construct()
        .last()
        .and_then(|call| match call.value() {
            Value::Call(call) => call.callee.named_class(),
            _ => None,
        });
    let Some(ClassName::Here(class)) = class else {
        panic!("a class of the file")
    };
    let parameters = class.constructor().unwrap_or_default();
    parameters.iter().map(short).collect()
}

fn short(parameter: &Parameter) -> String {
    let mark = match parameter.need {
        Need::Required => "",
        Need::Optional => "?",
    };
    let fields = match &parameter.fields {
        Fields::Unknown => String::new(),
        Fields::Written(own) => {
            let own: Vec<String> = own.iter().map(short).collect();
            format!(" {{{}}}", own.join(", "))
        }
        Fields::Named(name) => format!(" {name}"),
        Fields::Imported(name) => format!(" {} of {}", name.path.join("."), name.module),
    };
    format!("{}{mark} {:?}{fields}", parameter.name, parameter.kind)
}

#[test]
fn constructors_of_typescript() {
    let document = ts("import { Args } from './args';\nclass A {\n  \
         constructor(private readonly name: string, a: Args, b: Own, c: { d?: string; e: number } = { e: 1 }, \
         f?: pulumi.Input<string> | undefined, g: Record<string, string> = {}) {}\n}\n\
         interface Own {}\nnew A();\n");
    assert_eq!(
        parameters(&document),
        [
            "name Text",
            "a Unknown Args of ./args",
            "b Unknown Own",
            "c? Other {d? Text, e Other}",
            "f? Text",
            "g? TextMap",
        ]
    );
}

#[test]
fn constructors_of_python() {
    let document = py(
        "class A:\n    def __init__(self, name: str, a: Optional[str] = None, *, \
         b: Dict[str, str], c=1, d: \"pulumi.Input[str]\" = \"\", **rest):\n        pass\n\n\nA()\n",
    );
    assert_eq!(
        parameters(&document),
        ["name Text", "a? Text", "b TextMap", "c? Unknown", "d? Text"]
    );
    let document = py("@dataclasses.dataclass(frozen=True)\nclass A:\n    \
         kind = 1\n    name: str\n    suffix: str | None = None\n\n\nA()\n");
    assert_eq!(parameters(&document), ["name Text", "suffix? Text"]);
    let document = py("class A:\n    name: str\n\n\nA()\n");
    assert_eq!(parameters(&document), [""; 0]);
}

#[test]
fn types_hold_what_they_extend() {
    let document = ts("import { Far } from './far';\n\
         export interface Own extends Near, Far { a: string; 'b'?: number }\n\
         type Near = { c?: string };\ntype Both = Near & { d: boolean };\ntype Text = string;\n");
    let program = Program::new(&document);
    let fields = |name: &str| {
        let (own, of) = program.fields_of(name).unwrap();
        let own: Vec<String> = own.iter().map(short).collect();
        (own.join(", "), of.len())
    };
    assert_eq!(fields("Own"), ("a Text, b? Other".to_owned(), 2));
    assert_eq!(fields("Near"), ("c? Text".to_owned(), 0));
    assert_eq!(fields("Both"), ("d Other".to_owned(), 1));
    assert_eq!(fields("Text"), (String::new(), 0));
    assert!(program.fields_of("Far").is_none());
}

#[test]
fn a_parameter_is_known_by_the_constructor_that_takes_it() {
    let typescript = ts("class A {}\nexport class B {\n  \
         constructor(a: string) {\n    use(a);\n  }\n  other(b: string) {\n    use(b);\n  }\n}\nfunction f(c: string) {\n  use(c);\n}\n");
    let python = py(
        "class A:\n    def __init__(self, a):\n        use(a)\n\n    def other(self, b):\n        use(b)\n\n\ndef f(c):\n    use(c)\n",
    );
    for (document, class) in [(&typescript, "B"), (&python, "A")] {
        let owners = ["a", "b", "c"].map(|name| {
            let program = Program::new(document);
            let text = program.source().text();
            let start = text.rfind(&format!("use({name})")).unwrap() + 4;
            let used = program.expr_at(Span::new(start, start + 1)).unwrap();
            let class = used.binding().unwrap().constructor_of();
            class.map(|class| class.name().to_owned())
        });
        assert_eq!(owners, [Some(class.to_owned()), None, None]);
    }
}
