"""Two functions whose settings are plain dictionaries."""

import pulumi
import pulumi_aws as aws

role = aws.iam.Role.get("service", "geocoder-service")
index = aws.location.PlaceIndex("addresses", data_source="Here", index_name="addresses")

geocode = aws.lambda_.Function(
    "geocode",
    runtime="python3.12",
    handler="geocode.main",
    role=role.arn,
    code=pulumi.FileArchive("./geocoder"),
    environment={
        "variables": {
            "PLACE_INDEX": index.index_name,
        }
    },
)

reverse = aws.lambda_.Function(
    "reverse-geocode",
    runtime="python3.12",
    handler="reverse.main",
    role=role.arn,
    code=pulumi.FileArchive("./geocoder"),
    environment={"variables": {"LIMIT": "5"}},
)

pulumi.export("functions", [geocode.name, reverse.name])
