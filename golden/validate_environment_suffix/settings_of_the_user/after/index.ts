import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'

const config = new pulumi.Config()
const stage = config.require('stage')

if (!/^pr\/\d{1,6}$/.test(stage)) {
  throw new Error(`Invalid stage '${stage}': must match ^pr/\\d{1,6}$`)
}

const environmentSuffix = config.require('environmentSuffix')

export const queue = new aws.sqs.Queue(`jobs-${stage}-${environmentSuffix}`)
