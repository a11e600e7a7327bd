//! What goes with an entry that is removed, and what stays.

use super::{Document, Program, apply, assert_each, first, py, ts};
use crate::iac::{Bound, Removal};

/// The program without the variables whose keys start with `X`.
fn without(document: &Document) -> String {
    let program = Program::new(document);
    let mut removal = Removal::new(&program, &["environment", "environment.variables"]);
    let found = first(&program).contributions("environment.variables");
    for record in &found.records {
        for (key, entry) in record.named_entries() {
            if key.starts_with('X') {
                removal.entry(&entry);
            }
        }
    }
    for patch in found
        .patches
        .iter()
        .filter(|patch| patch.key.starts_with('X'))
    {
        removal.patch(patch).unwrap();
    }
    let removed = removal.joining_lines().finish().unwrap();
    apply(document, removed.edits.iter().cloned())
}

/// Asserts what is left, with LF and CRLF. Cases stand between `---`, the text before and after between `==>`.
#[track_caller]
fn assert_removals(parse: fn(&str) -> Document, imports: &str, cases: &str) {
    assert_each(cases.trim_matches('\n').split("\n---\n").flat_map(|case| {
        let (before, after) = case.split_once("\n==>").unwrap();
        let after = after.strip_prefix('\n').unwrap_or(after);
        ["\n", "\r\n"].map(|ending| {
            let text = |text: &str| format!("{imports}{text}\n").replace('\n', ending);
            let document = parse(&text(before));
            (before.to_owned(), without(&document), text(after))
        })
    }));
}

#[test]
fn typescript_entries_are_removed() {
    assert_removals(
        ts,
        "import * as aws from '@pulumi/aws';\n",
        r#"
new aws.lambda.Function('f', { environment: { variables: { A: 1, X: 2, B: 3 } } });
==>
new aws.lambda.Function('f', { environment: { variables: { A: 1, B: 3 } } });
---
new aws.lambda.Function('f', { environment: { variables: { X: 2, B: 3 } } });
==>
new aws.lambda.Function('f', { environment: { variables: { B: 3 } } });
---
const { region } = aws.config;
new aws.lambda.Function('f', { environment: { variables: { X: region, B: 3 } } });
==>
new aws.lambda.Function('f', { environment: { variables: { B: 3 } } });
---
new aws.lambda.Function('f', { environment: { variables: { X: 2, /* b */ B: 3 } } });
==>
new aws.lambda.Function('f', { environment: { variables: { /* b */ B: 3 } } });
---
new aws.lambda.Function('f', { environment: { variables: { A: 1, X: 2 } } });
==>
new aws.lambda.Function('f', { environment: { variables: { A: 1 } } });
---
new aws.lambda.Function('f', { environment: { variables: { A: 1, X: 2, } } });
==>
new aws.lambda.Function('f', { environment: { variables: { A: 1, } } });
---
new aws.lambda.Function('f', { environment: { variables: { A: 1, X: 2, X2: 3 } } });
==>
new aws.lambda.Function('f', { environment: { variables: { A: 1 } } });
---
new aws.lambda.Function('f', { handler: 'a', environment: { variables: { X: 2 } } });
==>
new aws.lambda.Function('f', { handler: 'a' });
---
new aws.lambda.Function('f', {
  environment: {
    variables: {
      A: 1,
      X: 2, // about X
      B: 3,
    },
  },
});
==>
new aws.lambda.Function('f', {
  environment: {
    variables: {
      A: 1,
      B: 3,
    },
  },
});
---
new aws.lambda.Function('f', {
  environment: {
    variables: {
      A: 1,
      X: 2
    },
  },
});
==>
new aws.lambda.Function('f', {
  environment: {
    variables: {
      A: 1
    },
  },
});
---
new aws.lambda.Function('f', {
  environment: {
    variables: {
      A: 1, // about A
      X: 2
    },
  },
});
==>
new aws.lambda.Function('f', {
  environment: {
    variables: {
      A: 1 // about A
    },
  },
});
---
new aws.lambda.Function('f', {
  environment: {
    variables: {
      A: 1,

      // what X_KEY is for
      X_KEY: 2,

      B: 3,
    },
  },
});
==>
new aws.lambda.Function('f', {
  environment: {
    variables: {
      A: 1,

      B: 3,
    },
  },
});
---
new aws.lambda.Function('f', {
  environment: {
    variables: {
      // all of these
      X: 2,
      B: 3,
    },
  },
});
==>
new aws.lambda.Function('f', {
  environment: {
    variables: {
      // all of these
      B: 3,
    },
  },
});
---
new aws.lambda.Function('f', {
  environment: {
    variables: {
      // eslint-disable-next-line camelcase
      X: 2,
      B: 3,
    },
  },
});
==>
new aws.lambda.Function('f', {
  environment: {
    variables: {
      B: 3,
    },
  },
});
---
new aws.lambda.Function('f', {
  handler: 'a',
  environment: {
    variables: { X: 2 },
  },
  memorySize: 1,
});
==>
new aws.lambda.Function('f', {
  handler: 'a',
  memorySize: 1,
});
---
const region = 'r';
new aws.lambda.Function('f', { handler: 'a', environment: { variables: { X: region } } });
==>
new aws.lambda.Function('f', { handler: 'a' });
---
const env: any = { A: 1 };
env.X = 2;
new aws.lambda.Function('f', { environment: { variables: env } });
==>
const env: any = { A: 1 };
new aws.lambda.Function('f', { environment: { variables: env } });
---
const env: any = { A: 1 };
Object.assign(env, { X: 2, B: 3 });
new aws.lambda.Function('f', { environment: { variables: env } });
==>
const env: any = { A: 1 };
Object.assign(env, { B: 3 });
new aws.lambda.Function('f', { environment: { variables: env } });
---
new aws.lambda.Function('f', { environment: { variables: { ...(x ? { X: 1 } : {}), A: 1 } } });
==>
new aws.lambda.Function('f', { environment: { variables: { A: 1 } } });
"#,
    );
}

/// Each text is one that black, or prettier, leaves as it is, before and after; but for the last of Python, which is broken
/// though it fits, and whose layout is left alone.
#[test]
fn what_fits_on_one_line_again_is_joined() {
    assert_removals(
        py,
        "import pulumi_aws as aws\n\n",
        r#"
aws.lambda_.Function(
    "function", handler="index.handler", environment={"variables": {"X": "value"}}
)
==>
aws.lambda_.Function("function", handler="index.handler")
---
function = aws.lambda_.Function(
    "function", environment={"variables": {"A": "some value", "X": "another value"}}
)
==>
function = aws.lambda_.Function(
    "function", environment={"variables": {"A": "some value"}}
)
---
f = aws.lambda_.Function(
    "function", environment={"variables": {"A": "some value", "X": "another value"}}
)
==>
f = aws.lambda_.Function("function", environment={"variables": {"A": "some value"}})
---
f = aws.lambda_.Function(
    "function",
    environment={
        "variables": {"A": "some long value", "B": "some long value", "X": "value"}
    },
)
==>
f = aws.lambda_.Function(
    "function",
    environment={"variables": {"A": "some long value", "B": "some long value"}},
)
---
f = aws.lambda_.Function(
    "function",
    environment={
        "variables": {
            "A": "some value",
            "X": "another value",
        },
    },
)
==>
f = aws.lambda_.Function(
    "function",
    environment={
        "variables": {
            "A": "some value",
        },
    },
)
---
f = aws.lambda_.Function(
    "function", environment={"variables": {"A": "some value", "X": "another value"}}
)  # why
==>
f = aws.lambda_.Function(
    "function", environment={"variables": {"A": "some value"}}
)  # why
---
f = aws.lambda_.Function(
    "f", environment={"variables": {"A": "1", "X": "2"}}
)
==>
f = aws.lambda_.Function(
    "f", environment={"variables": {"A": "1"}}
)
"#,
    );
    assert_removals(
        ts,
        "import * as aws from '@pulumi/aws';\n\n",
        r#"
new aws.lambda.Function(
  'function',
  { handler: 'a', environment: { variables: { X: 'another value' } } },
  { protect: true },
);
==>
new aws.lambda.Function('function', { handler: 'a' }, { protect: true });
---
new aws.lambda.Function(
  'function',
  {
    handler: 'a',
    environment: { variables: { A: 'some value', X: 'another value' } },
  },
  { protect: true },
);
==>
new aws.lambda.Function(
  'function',
  {
    handler: 'a',
    environment: { variables: { A: 'some value' } },
  },
  { protect: true },
);
---
new aws.lambda.Function('function', {
  environment: {
    variables: { A: 'some value', X: 'another value' },
  },
});
==>
new aws.lambda.Function('function', {
  environment: {
    variables: { A: 'some value' },
  },
});
---
new aws.lambda.Function(
  // the name
  'function',
  { handler: 'a', environment: { variables: { X: 'another value' } } },
  { protect: true },
);
==>
new aws.lambda.Function(
  // the name
  'function',
  { handler: 'a' },
  { protect: true },
);
"#,
    );
}

#[test]
fn python_entries_are_removed() {
    assert_removals(
        py,
        "import pulumi_aws as aws\n",
        r#"
aws.lambda_.Function("f", environment={"variables": {"A": 1, "X": 2}})
==>
aws.lambda_.Function("f", environment={"variables": {"A": 1}})
---
aws.lambda_.Function("f", handler="a", environment={"variables": {"X": 2}})
==>
aws.lambda_.Function("f", handler="a")
---
aws.lambda_.Function(
    "f",
    handler="a",
    environment=aws.lambda_.FunctionEnvironmentArgs(
        variables={
            "X": 2,  # about X
        },
    ),
)
==>
aws.lambda_.Function(
    "f",
    handler="a",
)
---
aws.lambda_.Function(
    "f",
    environment={
        "variables": {
            "A": 1,  # about A
            "X": 2  # about X
        }
    },
)
==>
aws.lambda_.Function(
    "f",
    environment={
        "variables": {
            "A": 1  # about A
        }
    },
)
---
env = {"A": 1}
env["X"] = 2
env.setdefault("X2", 3)
env.update({"X3": 1, "B": 2})
env.update(X4=1, C=2)
aws.lambda_.Function("f", environment={"variables": env})
==>
env = {"A": 1}
env.update({"B": 2})
env.update(C=2)
aws.lambda_.Function("f", environment={"variables": env})
---
env = {"A": 1}
env.update({"X": 1})
env.update(X2=1)
aws.lambda_.Function("f", environment={"variables": env})
==>
env = {"A": 1}
aws.lambda_.Function("f", environment={"variables": env})
---
env = {"A": 1}
if debug:
    env["X"] = 1
aws.lambda_.Function("f", environment={"variables": env})
==>
env = {"A": 1}
aws.lambda_.Function("f", environment={"variables": env})
---
def make():
    env = {"A": 1}
    for x in y:
        env["X"] = x
    return aws.lambda_.Function("f", environment={"variables": env})
==>
def make():
    env = {"A": 1}
    for x in y:
        pass
    return aws.lambda_.Function("f", environment={"variables": env})
"#,
    );
}

/// The program without its buckets that are called `x`.
fn without_buckets(document: &Document) -> String {
    let program = Program::new(document);
    let mut removal = Removal::new(&program, &[]);
    for bucket in program.resources(&["aws:s3/bucket:Bucket"]) {
        if bucket.name().is_some_and(|name| name.text().contains('x')) {
            let removed = match bucket.placement().bound {
                Bound::Member(_) => removal.assignment(&bucket),
                _ => removal.resource(&bucket),
            };
            removed.unwrap();
        }
    }
    let removed = removal.finish().unwrap();
    apply(document, removed.edits.iter().cloned())
}

#[test]
fn statements_that_go_together_leave_one_blank_line() {
    let bucket = |name: &str| format!("new aws.s3.Bucket('{name}');\n");
    let (a, x, b) = (bucket("a"), bucket("x"), bucket("b"));
    let import = "import * as aws from '@pulumi/aws';\n";
    let left = |text: &str| without_buckets(&ts(&format!("{import}{text}")));
    let apart = format!("{import}{a}\n{b}");
    assert_eq!(left(&format!("{a}\n{x}{x}\n{x}\n{b}")), apart);
    assert_eq!(left(&format!("{a}\n{x}\n{x}\n{b}")), apart);
    assert_eq!(left(&format!("{a}{x}\n{x}\n{b}")), apart);
}

#[test]
fn what_is_given_to_a_member_is_removed_where_that_is_all() {
    let text = "import pulumi_aws as aws\n\n\nclass A:\n    def __init__(self):\n        self.a = aws.s3.Bucket(\"a\")\n        \
                self.x = aws.s3.Bucket(\"x\")\n";
    let expected = text.replace("        self.x = aws.s3.Bucket(\"x\")\n", "");
    assert_eq!(without_buckets(&py(text)), expected);
}
