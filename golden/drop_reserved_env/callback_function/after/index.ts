import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();
const inbox = new aws.s3.Bucket('inbox');

const onUpload = new aws.lambda.CallbackFunction<aws.s3.BucketEvent, void>(
  'on-upload',
  {
    runtime: aws.lambda.Runtime.NodeJS20dX,
    timeout: 60,
    environment: {
      variables: {
        SLACK_URL: config.requireSecret('slackUrl'),
      },
    },
    policies: [aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole],
    callback: async (event) => {
      const keys = (event.Records ?? []).map((record) => record.s3.object.key);
      const text = `${process.env.AWS_REGION}: ${keys.join(', ')}`;
      await fetch(process.env.SLACK_URL!, {
        method: 'POST',
        body: JSON.stringify({ text }),
      });
    },
  },
);

inbox.onObjectCreated('on-upload', onUpload, { filterSuffix: '.csv' });

export const bucketName = inbox.bucket;
