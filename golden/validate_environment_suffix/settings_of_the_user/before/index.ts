import * as aws from '@pulumi/aws'
import * as pulumi from '@pulumi/pulumi'

const config = new pulumi.Config()
const stage = config.require('stage')
const environmentSuffix = config.require('environmentSuffix')

export const queue = new aws.sqs.Queue(`jobs-${stage}-${environmentSuffix}`)
