import * as aws from "@pulumi/aws";

// What the program expects of its surroundings.
const shared = { runtime: "nodejs20.x", handler: "shared.handler", role: "role" };
const makeFunction = (name: string) => new aws.lambda.Function(name, shared);
Object.assign(globalThis, { shared, makeFunction });

const { warm } = require("./index");
warm(makeFunction("warmed"));
