import pulumi
import pulumi_aws as aws

tags = {
    "Project": pulumi.get_project(),
    "ManagedBy": "Pulumi",
    "Environment": "prod",
}

# All tags are there.
complete = aws.sqs.Queue("complete", tags=tags)
more = aws.sqs.Queue("more", tags={**tags, "Name": "more"})

# It takes no tags.
role = aws.iam.Role("role", assume_role_policy="{}", tags=tags)
aws.iam.RolePolicy("policy", role=role.id, policy="{}")

# Its provider gives it all of them.
provider = aws.Provider("tagged", default_tags={"tags": tags})
aws.sqs.Queue("by-provider", opts=pulumi.ResourceOptions(provider=provider))


def tagged(name: str) -> dict[str, str]:
    return {"Name": name}


# Which tags these are is known while the program runs.
aws.sqs.Queue("made", tags=tagged("made"))
