//! A short run of the fuzz targets: the seeds, and changes of them that are the same each time. `fuzz/` runs for hours.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::laws::mutate::{self, Random};
use super::laws::seeds;
use super::laws::targets::Target;
use super::laws::tree::Tree;

/// Runs `target` on `count` inputs that are seeds changed a little.
fn run(target: Target, count: u64) {
    let seeds = seeds::of(target);
    assert!(!seeds.is_empty());
    for number in 0..count {
        let mut random = Random(number);
        let seed = &seeds[random.below(seeds.len())];
        let other = String::from_utf8_lossy(&seeds[random.below(seeds.len())]);
        let input = match target {
            Target::Edits => (0..random.below(80))
                .map(|_| u8::try_from(random.below(256)).unwrap())
                .collect(),
            _ => mutate::text(&String::from_utf8_lossy(seed), &other, &mut random).into_bytes(),
        };
        let outcome = catch_unwind(AssertUnwindSafe(|| target.run(&input)));
        assert!(
            outcome.is_ok(),
            "input {number} of {}: what is wrong is above; the input is\n{}",
            target.name(),
            String::from_utf8_lossy(&input)
        );
    }
}

/// Inputs that once broke a law.
const BROKE: [(Target, &str); 3] = [
    // Options over several lines, which are given to the new resource, too, in a file of CRLF.
    (
        Target::Python,
        "import pulumi_aws as aws\nsite=aws.s3.Bucket(\"\",website=aws.BucketWebsiteArgs(index_document=\"\"),opts=(\n))\n",
    ),
    // A component with an output that has no name.
    (
        Target::Python,
        "from lib.stack import Stack\nk=Stack(\"\")\n=== lib/stack.py\nimport pulumi_aws as aws\nfrom pulumi import ComponentResource class Stack(ComponentResource:\n    def __init__(:\n        role=aws.iam.Role()\n        self.=(role)\n",
    ),
    // Options that are to be added behind arguments whose bracket is missing.
    (
        Target::TypeScript,
        "=== package.json\n{}\n=== index.ts\nimport aws from'@pulumi/aws'auditBucket=new aws.s3.Bucket(:{logging:{targetBucket}};\n",
    ),
];

#[test]
fn inputs_that_once_broke_a_law_keep_them() {
    for (target, input) in BROKE {
        target.run(input.as_bytes());
    }
}

#[test]
fn typescript_keeps_the_laws() {
    run(Target::TypeScript, 100);
}

#[test]
fn python_keeps_the_laws() {
    run(Target::Python, 100);
}

#[test]
fn edits_keep_the_laws() {
    run(Target::Edits, 3000);
}

#[test]
fn manifests_keep_the_laws() {
    run(Target::Manifests, 600);
}

#[test]
fn configurations_keep_the_laws() {
    run(Target::Config, 600);
}

#[test]
fn every_seed_is_read_as_it_was_written() {
    for target in [Target::TypeScript, Target::Python, Target::Manifests] {
        for seed in seeds::of(target) {
            let text = String::from_utf8(seed).unwrap();
            let again = Tree::of_sections(&text, "first").to_sections();
            assert_eq!(Tree::of_sections(&again, "first").to_sections(), again);
            assert!(again.starts_with("=== ") || text.is_empty(), "{text}");
        }
    }
}
