import * as lib from "../lib";

// One of each.
const tap = new lib.Stack("tap", {});
console.log(tap.urn);

export const lambdaFunctionArn = tap.lambdaFunctionArn;
export const lambdaFunctionName = tap.lambdaFunctionName;
export const iamRoleArn = tap.iamRole.arn;
export const logGroupName = tap.logGroup.name;
