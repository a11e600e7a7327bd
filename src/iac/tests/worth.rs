//! Which kind of value an expression has.

use super::*;
use crate::iac::ValueKind;

/// The kind of the value that `name` stands for, and whether there may be none.
fn worth(document: &Document, name: &str) -> (ValueKind, bool) {
    let program = Program::new(document);
    let binding = program.top_level(name).unwrap();
    let worth = binding.constant().unwrap().worth();
    (worth.kind, worth.missing)
}

#[test]
fn values_of_typescript() {
    for (text, kind, missing) in [
        ("'a'", ValueKind::Text, false),
        ("`${config.x}-a`", ValueKind::Text, false),
        ("process.env.A", ValueKind::Text, true),
        ("process.env.A || 'dev'", ValueKind::Text, false),
        ("args.suffix ?? 'dev'", ValueKind::Text, false),
        ("args.suffix", ValueKind::Unknown, false),
        ("config.require('a')", ValueKind::Text, false),
        ("config.get('a')", ValueKind::Text, true),
        ("config.requireSecret('a')", ValueKind::Unknown, false),
        ("pulumi.getStack()", ValueKind::Text, false),
        ("first", ValueKind::Text, false),
        ("c ? 'a' : process.env.A", ValueKind::Text, true),
        ("{ A: 'a', B: first }", ValueKind::TextMap, false),
        ("{ A: 'a', ...rest }", ValueKind::Unknown, false),
        ("{ A: { B: 'a' } }", ValueKind::Unknown, false),
        ("[1]", ValueKind::Other, false),
        ("12", ValueKind::Other, false),
        ("f()", ValueKind::Unknown, false),
    ] {
        let document = ts(&format!(
            "import * as pulumi from '@pulumi/pulumi';\nconst config = new pulumi.Config();\n\
             const first = 'a';\nconst value = {text};\n"
        ));
        assert_eq!(worth(&document, "value"), (kind, missing), "{text}");
    }
}

#[test]
fn values_of_python() {
    for (text, kind, missing) in [
        ("f\"{first}-a\"", ValueKind::Text, false),
        ("os.getenv(\"A\")", ValueKind::Text, true),
        ("os.environ.get(\"A\", \"dev\")", ValueKind::Text, false),
        ("os.environ[\"A\"]", ValueKind::Text, true),
        (
            "os.getenv(\"A\") or config.get(\"a\") or \"dev\"",
            ValueKind::Text,
            false,
        ),
        ("{\"A\": \"a\", \"B\": first}", ValueKind::TextMap, false),
        ("None", ValueKind::Unknown, false),
        ("True", ValueKind::Other, false),
    ] {
        let document = py(&format!(
            "import os\n\nimport pulumi\n\nconfig = pulumi.Config()\nfirst = \"a\"\nvalue = {text}\n"
        ));
        assert_eq!(worth(&document, "value"), (kind, missing), "{text}");
    }
}
