import * as aws from "@pulumi/aws";
import { Api, workers } from "./lib/stack";

const role = aws.iam.Role.get("service", "service");
new Api("api", role);
workers(["red", "blue"], role);
