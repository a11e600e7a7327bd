//! The records that make up a value, and what changes them later.

use super::{Document, Program, assert_each, first, py, ts};
use crate::iac::follow::{Alternatives, Unknown};

/// The keys of the records, `~` and the keys of the patches, and `?` where something is not known, `|` where something is
/// there only sometimes.
fn contributions(document: &Document) -> String {
    let program = Program::new(document);
    let found = first(&program).contributions("environment.variables");
    let mut parts: Vec<String> = found
        .records
        .iter()
        .flat_map(|contribution| contribution.named_entries())
        .map(|(key, _)| key)
        .collect();
    parts.extend(found.patches.iter().map(|patch| format!("~{}", patch.key)));
    if found.alternatives == Alternatives::Some {
        parts.push("|".to_owned());
    }
    if found.unknown == Unknown::Some {
        parts.push("?".to_owned());
    }
    parts.join(" ")
}

/// Asserts the contributions. Programs stand between blank lines; below each is what is expected. `ENV` is a function
/// with the variables that follow it in brackets.
#[track_caller]
fn assert_contributions(parse: fn(&str) -> Document, imports: &str, env: &str, programs: &str) {
    assert_each(programs.trim().split("\n\n").map(|case| {
        let (text, expected) = case.split_once("\n=> ").unwrap();
        let program: Vec<String> = text
            .lines()
            .map(|line| match line.trim().strip_prefix("ENV ") {
                Some(variables) => {
                    let indentation = &line[..line.len() - line.trim_start().len()];
                    format!("{indentation}{}", env.replace("ENV", variables))
                }
                None => line.to_owned(),
            })
            .collect();
        let document = parse(&format!("{imports}{}\n", program.join("\n")));
        (
            text.to_owned(),
            contributions(&document),
            expected.to_owned(),
        )
    }));
}

#[test]
fn typescript_contributions() {
    assert_contributions(
        ts,
        "import * as aws from '@pulumi/aws';\nimport * as pulumi from '@pulumi/pulumi';\n",
        "new aws.lambda.Function('f', { environment: { variables: ENV } });",
        r#"
ENV { A: 1, 'B': 2 }
=> A B

ENV undefined
=> 

const env = { A: 1 };
ENV env
=> A

const env = { A: 1 };
ENV { ...env, B: 2 }
=> A B

ENV { ...(x && { A: 1 }), ...(y ? { B: 1 } : {}), C: 1 }
=> A B C |

ENV x ?? { A: 1 }
=> A | ?

ENV pulumi.output({ A: 1 })
=> A

ENV pulumi.all([x, y]).apply(([x, y]) => ({ A: x, B: y }))
=> A B

ENV x.apply(x => { if (x) { return { A: x }; } return { B: x }; })
=> A B

ENV x.apply(build)
=> ?

const build = (x: string) => ({ A: x });
ENV x.apply(build)
=> A

ENV Object.assign({}, { A: 1 }, { B: 2 })
=> A B

ENV Object.freeze({ A: 1 })
=> A

ENV { A: 1 } as Record<string, string>
=> A

const env: any = { A: 1 };
env.B = 2;
env['C'] = 3;
ENV env
=> A ~B ~C

const env: any = { A: 1 };
Object.assign(env, { B: 2 }, other);
ENV env
=> A B ?

const env: any = { A: 1 };
env[key] = 2;
ENV env
=> A ?

const args: any = { environment: { variables: { A: 1 } } };
args.environment.variables.B = 2;
new aws.lambda.Function('f', args);
=> A ~B

const args: any = { environment: { variables: { A: 1 } } };
args.environment = { variables: { B: 1 } };
new aws.lambda.Function('f', args);
=> A B

const a = { ...b };
const b = { ...a };
ENV a
=> ?

class C { private env: any = { A: 1 }; m() {
  this.env.B = 2;
  ENV this.env
} }
=> A ~B
"#,
    );
}

#[test]
fn python_contributions() {
    assert_contributions(
        py,
        "import pulumi\nimport pulumi_aws as aws\n",
        "aws.lambda_.Function('f', environment=aws.lambda_.FunctionEnvironmentArgs(variables=ENV))",
        r#"
ENV {"A": 1}
=> A

ENV dict(A=1, **{"B": 2})
=> B A

ENV dict({"A": 1}, B=2)
=> A B

ENV {**{"A": 1}, "B": 2}
=> A B

ENV {"A": 1} | {"B": 2}
=> A B

ENV {"A": 1} if x else {"B": 2}
=> A B |

ENV x or {"A": 1}
=> A | ?

ENV pulumi.Output.from_input({"A": 1})
=> A

ENV x.apply(lambda x: {"A": x})
=> A

def build(x):
    return {"A": x}
ENV x.apply(build)
=> A

ENV {k: v for k, v in x}
=> ?

env = {"A": 1}
env["B"] = 2
env.update({"C": 1}, D=1)
env.setdefault("E", 1)
ENV env
=> A C D ~B ~E

env = {"A": 1}
env.update(other)
ENV env
=> A ?

env = {"A": 1}
env.pop("A")
ENV env
=> A ?

env = {"A": 1}
env.get("A")
env.items()
ENV env
=> A

env = {"A": 1}
env |= {"B": 1}
ENV env
=> ?

args = {"environment": {"variables": {"A": 1}}}
args["environment"]["variables"]["B"] = 2
aws.lambda_.Function("f", args)
=> A ~B

class C:
    def __init__(self):
        self._env = {"A": 1}
        self._env.update(B=1)
        ENV self._env
=> A B
"#,
    );
}

#[test]
fn spreads_of_spreads_end() {
    let mut text = String::from("import * as aws from '@pulumi/aws';\nconst a0 = { A: 1 };\n");
    for at in 1..40 {
        text.push_str(&format!("const a{at} = {{ ...a{0}, ...a{0} }};\n", at - 1));
    }
    text.push_str("new aws.lambda.Function('f', { environment: { variables: a39 } });\n");
    let document = ts(&text);
    assert!(contributions(&document).ends_with('?'));
    let program = Program::new(&document);
    let presence = super::presence(&first(&program), "environment.variables.B");
    assert_eq!(presence, "Unknown");
}
