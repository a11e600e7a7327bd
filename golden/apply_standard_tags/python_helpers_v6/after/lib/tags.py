standard_tags = {
    "Project": "shop",
    "ManagedBy": "Pulumi",
    "Environment": "prod",
}
