//! ARNs with wildcards for their region or account, and what the ARNs of a service hold.

use iacfix::iac::{Expr, TextPart};

/// An ARN whose region or account is a wildcard, taken apart.
#[derive(Clone)]
pub(super) struct Arn<'a> {
    /// The parts of the text, with the wildcards that can be scoped apart from the text around them.
    pub(super) pieces: Vec<Piece<'a>>,
    /// As it is written in a policy, values as `…`.
    pub(super) shown: String,
    pub(super) service: String,
    /// Behind the account.
    pub(super) resource: String,
    /// What becomes of the wildcards.
    pub(super) region: Place,
    pub(super) account: Place,
}

/// A part of an ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece<'a> {
    Text(String),
    Value(Expr<'a>),
    /// Where the region goes.
    Region,
    /// Where the account goes.
    Account,
}

/// What stands for the region or the account, and what becomes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// No wildcard.
    Given,
    /// A wildcard that can be scoped.
    Scoped,
    /// A wildcard where the ARNs of the service hold nothing.
    Emptied,
    /// A wildcard that has to stay.
    Kept,
}

/// The services whose ARNs hold a region and an account.
const REGIONAL: &str = "access-analyzer acm acm-pca airflow amplify aoss appconfig application-autoscaling appsync \
    athena autoscaling backup batch bedrock cassandra cloudformation cloudtrail codeartifact codebuild codecommit \
    codedeploy codepipeline cognito-identity cognito-idp config connect databrew datasync dax dlm dms docdb-elastic dynamodb \
    ec2 ecr ecs eks elasticache elasticbeanstalk elasticfilesystem elasticloadbalancing elasticmapreduce emr-containers \
    emr-serverless es events execute-api firehose fis fsx geo glacier glue greengrass guardduty imagebuilder inspector2 iot \
    ivs kafka kendra kinesis kinesisanalytics kinesisvideo kms lambda lex lightsail logs macie2 memorydb mobiletargeting mq \
    network-firewall osis pipes profile qldb ram rds rds-db redshift redshift-serverless refactor-spaces \
    rekognition resource-groups route53resolver s3-object-lambda s3express sagemaker scheduler schemas secretsmanager \
    securityhub servicecatalog servicediscovery ses signer sns sqs ssm ssmmessages states storagegateway swf \
    synthetics textract timestream transcribe transfer translate vpc-lattice wisdom workspaces xray";

/// The services whose ARNs hold an account and no region.
const GLOBAL: &str =
    "iam sts cloudfront organizations waf shield globalaccelerator budgets networkmanager";

/// The services whose ARNs hold a region and no account.
const WITHOUT_ACCOUNT: &str = "apigateway";

/// The services whose ARNs hold neither; of S3 those of buckets and objects.
const NEITHER: &str = "s3 route53";

fn is_among(service: &str, services: &str) -> bool {
    services.split_whitespace().any(|known| known == service)
}

/// The ARN that an expression is, where its region or account is a wildcard that says more than it has to. `Err` says why it
/// cannot be scoped.
pub(super) fn read<'a>(expr: Expr<'a>) -> Option<Result<Arn<'a>, &'static str>> {
    let parts = expr.text_parts()?;
    // The colons that part an ARN are written out.
    let mut fields: Vec<Vec<Piece<'a>>> = vec![Vec::new()];
    for part in parts {
        match part {
            TextPart::Text(text) => {
                let mut rest = text.as_str();
                while fields.len() < 6
                    && let Some((before, behind)) = rest.split_once(':')
                {
                    push(&mut fields, before);
                    fields.push(Vec::new());
                    rest = behind;
                }
                push(&mut fields, rest);
            }
            TextPart::Value(value) => {
                if let Some(last) = fields.last_mut() {
                    last.push(Piece::Value(value));
                }
            }
        }
    }
    let [arn, partition, service, region, account, resource] = fields.as_slice() else {
        return None;
    };
    let is_wild = |field: &[Piece<'a>]| field == [Piece::Text("*".to_owned())];
    if *arn != [Piece::Text("arn".to_owned())] || !(is_wild(region) || is_wild(account)) {
        return None;
    }
    let resource = shown(resource);
    let service = match service.as_slice() {
        [Piece::Text(service)] => service.clone(),
        _ => String::new(),
    };
    let place = |wild: bool, place: Place| if wild { place } else { Place::Given };
    let (of_region, of_account) = match () {
        () if is_among(&service, NEITHER) && !resource.starts_with("accesspoint") => return None,
        () if is_among(&service, REGIONAL) || is_global_or_regional(&service, &resource) => {
            (Place::Scoped, Place::Scoped)
        }
        () if is_among(&service, GLOBAL) || service == "cloudwatch" => {
            (Place::Emptied, Place::Scoped)
        }
        () if is_among(&service, WITHOUT_ACCOUNT) => (Place::Scoped, Place::Emptied),
        () if service.is_empty() || service.contains('*') => {
            return Some(Err("it names every service, of which some have no regions"));
        }
        () => {
            return Some(Err(
                "it is not known whether ARNs of this service hold a region and an account",
            ));
        }
    };
    let of_account = match is_of_others(&service, &resource) {
        true => Place::Kept,
        false => of_account,
    };
    let arn = Arn {
        region: place(is_wild(region), of_region),
        account: place(is_wild(account), of_account),
        pieces: Vec::new(),
        shown: fields
            .iter()
            .map(|field| shown(field))
            .collect::<Vec<_>>()
            .join(":"),
        service,
        resource,
    };
    if matches!(arn.region, Place::Given | Place::Kept)
        && matches!(arn.account, Place::Given | Place::Kept)
    {
        return None;
    }
    let written = |field: &[Piece<'a>], place: Place, scoped: Piece<'a>| match place {
        Place::Given | Place::Kept => field.to_vec(),
        Place::Scoped => vec![scoped],
        Place::Emptied => Vec::new(),
    };
    let fields = [
        fields[0].clone(),
        partition.clone(),
        fields[2].clone(),
        written(region, arn.region, Piece::Region),
        written(account, arn.account, Piece::Account),
        fields[5].clone(),
    ];
    let pieces = together(fields);
    Some(Ok(Arn { pieces, ..arn }))
}

/// Whether an ARN holds a region and an account although others of its service do not.
fn is_global_or_regional(service: &str, resource: &str) -> bool {
    match service {
        "s3" => resource.starts_with("accesspoint"),
        "cloudwatch" => !resource.starts_with("dashboard"),
        _ => false,
    }
}

/// Whether what an ARN names is AWS's or another account's for good: images and snapshots have no account in their ARNs, nor
/// have parameters that AWS publishes, and layers come from whoever publishes them.
fn is_of_others(service: &str, resource: &str) -> bool {
    match service {
        "ec2" => {
            resource == "*" || resource.starts_with("image/") || resource.starts_with("snapshot/")
        }
        "ssm" => {
            resource == "*" || resource == "parameter/*" || resource.starts_with("parameter/aws/")
        }
        "lambda" => resource.starts_with("layer:"),
        _ => false,
    }
}

fn push(fields: &mut [Vec<Piece<'_>>], text: &str) {
    if let (Some(last), false) = (fields.last_mut(), text.is_empty()) {
        last.push(Piece::Text(text.to_owned()));
    }
}

fn shown(field: &[Piece<'_>]) -> String {
    let shown = field.iter().map(|piece| match piece {
        Piece::Text(text) => text.as_str(),
        _ => "…",
    });
    shown.collect()
}

/// The fields with their colons, neighbouring texts as one.
fn together<'a>(fields: [Vec<Piece<'a>>; 6]) -> Vec<Piece<'a>> {
    let mut pieces: Vec<Piece<'a>> = Vec::new();
    for (at, field) in fields.into_iter().enumerate() {
        let colon = (at > 0).then(|| Piece::Text(":".to_owned()));
        for piece in colon.into_iter().chain(field) {
            match (pieces.last_mut(), piece) {
                (Some(Piece::Text(before)), Piece::Text(text)) => before.push_str(&text),
                (_, piece) => pieces.push(piece),
            }
        }
    }
    pieces
}
