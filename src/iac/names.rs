//! Neutral names: type tokens, camelCase properties, and how Python spells both.

/// A file without one of these imports no provider.
pub const PROVIDER_NEEDLES: [&str; 2] = ["@pulumi/aws", "pulumi_aws"];

/// A file without this imports nothing of Pulumi, neither its SDK nor a provider.
pub const PULUMI_NEEDLE: &str = "pulumi";

/// A thing that a package exports, by its neutral path: `aws` and `["lambda", "Function"]`, or `pulumi` and `["Config"]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Symbol {
    /// The package's neutral name: `aws`, `pulumi`, `awsx`…
    pub package: String,
    /// Modules and the last name, spelled as TypeScript spells them.
    pub path: Vec<String>,
}

impl Symbol {
    /// The type token of the resource class that it names, `aws:lambda/function:Function`; `None` for anything else.
    /// A provider's class is `pulumi:providers:aws`.
    pub fn resource_type(&self) -> Option<String> {
        match self.path.as_slice() {
            [class] if class == "Provider" => Some(format!("pulumi:providers:{}", self.package)),
            // Both packages show the file that it stands in, too: `@pulumi/aws/provider`, `pulumi_aws.provider`.
            [file, class] if file == "provider" && class == "Provider" => {
                Some(format!("pulumi:providers:{}", self.package))
            }
            // Python's `…Args` only collect what a resource takes.
            [.., class] if class.ends_with("Args") || class.ends_with("ArgsDict") => None,
            [module, class] => Some(format!(
                "{}:{module}/{}:{class}",
                self.package,
                file_of(class)?
            )),
            // Python's packages show the file that a class stands in, too: `aws.lambda_.function.Function`.
            [module, file, class] if *file == file_of(class)? => {
                Some(format!("{}:{module}/{file}:{class}", self.package))
            }
            _ => None,
        }
    }

    /// Whether it is the thing at `path` (dotted) of `package`.
    pub fn is(&self, package: &str, path: &str) -> bool {
        self.package == package && self.path.iter().map(String::as_str).eq(path.split('.'))
    }
}

/// The name of the file that a class stands in; `None` where it is no class's name.
fn file_of(class: &str) -> Option<String> {
    let first = class.chars().next().filter(char::is_ascii_uppercase)?;
    Some(format!("{}{}", first.to_ascii_lowercase(), &class[1..]))
}

/// The camelCase name of a snake_case one: `kms_key_arn` is `kmsKeyArn`, `lambda_` is `lambda`. A name that is
/// camelCase already stays.
pub fn camel_case(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut upper = false;
    for character in name.trim_end_matches('_').chars() {
        match character {
            '_' => upper = !out.is_empty(),
            _ if std::mem::take(&mut upper) => out.push(character.to_ascii_uppercase()),
            _ => out.push(character),
        }
    }
    out
}

/// The snake_case name of a camelCase one: `kmsKeyArn` is `kms_key_arn`; a word of Python's own gets an underscore. A
/// class's name stays.
pub(super) fn snake_case(name: &str) -> String {
    if name.starts_with(|first: char| first.is_ascii_uppercase()) {
        return name.to_owned();
    }
    let characters: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len() + 4);
    for (at, &character) in characters.iter().enumerate() {
        if character.is_ascii_uppercase() {
            let after_lower = at > 0 && !characters[at - 1].is_ascii_uppercase();
            let before_lower = characters
                .get(at + 1)
                .is_some_and(|next| next.is_ascii_lowercase());
            if at > 0 && (after_lower || before_lower) {
                out.push('_');
            }
            out.push(character.to_ascii_lowercase());
        } else {
            out.push(character);
        }
    }
    const KEYWORDS: [&str; 9] = [
        "and", "from", "import", "in", "is", "lambda", "not", "or", "with",
    ];
    if KEYWORDS.contains(&out.as_str()) {
        out.push('_');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_go_both_ways() {
        for (camel, snake) in [
            (
                "reservedConcurrentExecutions",
                "reserved_concurrent_executions",
            ),
            ("kmsKeyArn", "kms_key_arn"),
            ("ipv6CidrBlock", "ipv6_cidr_block"),
            ("and", "and_"),
            ("lambda", "lambda_"),
            ("s3Bucket", "s3_bucket"),
            ("variables", "variables"),
        ] {
            assert_eq!(camel_case(snake), camel);
            assert_eq!(snake_case(camel), snake);
        }
        assert_eq!(camel_case("stageName"), "stageName");
    }

    #[test]
    fn a_class_of_a_module_is_a_resource_type() {
        let symbol = |package: &str, path: &[&str]| Symbol {
            package: package.to_owned(),
            path: path.iter().map(|&part| part.to_owned()).collect(),
        };
        assert_eq!(
            symbol("aws", &["s3", "BucketV2"])
                .resource_type()
                .as_deref(),
            Some("aws:s3/bucketV2:BucketV2")
        );
        assert_eq!(
            symbol("aws", &["Provider"]).resource_type().as_deref(),
            Some("pulumi:providers:aws")
        );
        assert_eq!(
            symbol("aws", &["provider", "Provider"])
                .resource_type()
                .as_deref(),
            Some("pulumi:providers:aws")
        );
        assert_eq!(
            symbol("aws", &["lambda", "getFunction"]).resource_type(),
            None
        );
        assert!(symbol("aws", &["config", "region"]).is("aws", "config.region"));
    }
}
