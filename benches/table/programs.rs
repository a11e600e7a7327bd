//! Single programs that are large in one way each. What would be quadratic in it shows in the ratio from half its size.

/// A program that is large in one way.
pub struct Large {
    /// What it has many of.
    pub name: &'static str,
    /// How many, in the larger of the two.
    pub count: usize,
    /// The program with this many.
    pub text: fn(usize) -> String,
}

/// The programs that are measured at their size and at half of it.
pub const ALL: &[Large] = &[
    Large {
        name: "20,000 resources (5 MB)",
        count: 20_000,
        text: resources,
    },
    Large {
        name: "5,000 findings in one object",
        count: 5_000,
        text: findings_in_one_object,
    },
    Large {
        name: "10,000 references to one binding",
        count: 10_000,
        text: references_to_one_binding,
    },
    Large {
        name: "100,000 nested brackets",
        count: 100_000,
        text: |count| {
            format!(
                "{HEAD}const environment = {}{};\n",
                "[".repeat(count),
                "]".repeat(count)
            )
        },
    },
    Large {
        name: "100,000 unclosed brackets",
        count: 100_000,
        text: |count| format!("{HEAD}const environment = {}\n", "[".repeat(count)),
    },
];

const HEAD: &str = "import * as aws from '@pulumi/aws';\n\nconst role = new aws.iam.Role('role', { assumeRolePolicy: '{}' });\n";

/// Functions with nothing to find, and one in a hundred with a reserved key: about 260 bytes each.
fn resources(count: usize) -> String {
    let mut text = String::from(HEAD);
    for index in 0..count {
        let key = if index % 100 == 0 {
            "AWS_REGION"
        } else {
            "STAGE"
        };
        text.push_str(&format!(
            "export const worker{index} = new aws.lambda.Function('worker-{index}', {{\n  runtime: 'nodejs20.x',\n  handler: 'index.handler',\n  role: role.arn,\n  memorySize: 512,\n  timeout: {},\n  environment: {{ variables: {{ {key}: 'value-{index}', LEVEL: 'info' }} }},\n}});\n",
            index % 900
        ));
    }
    text
}

/// Reserved keys cannot be written twice in one object by a sane program, but by one that goes on failing they can.
fn findings_in_one_object(count: usize) -> String {
    let mut text = format!(
        "{HEAD}export const worker = new aws.lambda.Function('worker', {{\n  role: role.arn,\n  environment: {{\n    variables: {{\n      STAGE: 'dev',\n"
    );
    for index in 0..count {
        text.push_str(&format!(
            "      AWS_REGION: 'eu-west-{index}',\n      KEY{index}: 'kept',\n"
        ));
    }
    text.push_str("    },\n  },\n});\n");
    text
}

fn references_to_one_binding(count: usize) -> String {
    let mut text = format!(
        "{HEAD}const variables = {{ AWS_REGION: 'eu-west-1', STAGE: 'dev' }};\nconst worker = new aws.lambda.Function('worker', {{ role: role.arn, environment: {{ variables }} }});\n"
    );
    for index in 0..count {
        text.push_str(&format!("export const name{index} = worker.name;\n"));
    }
    text
}
