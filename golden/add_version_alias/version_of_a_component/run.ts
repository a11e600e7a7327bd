import * as aws from "@pulumi/aws";
import { TapStack } from "./lib/stack";

new TapStack("tap", { role: aws.iam.Role.get("service", "service") });
